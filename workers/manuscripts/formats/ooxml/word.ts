import type { Archive } from '../package/archive.ts'
import { drawnParts } from './drawn-parts.ts'
import type { PackagePlan, PartKind } from './office-package.ts'
import { relationName } from './office-names.ts'
import { type Relation, relationsOf } from './relationships.ts'
import { readHiddenStyles } from './word-hidden.ts'
import { WordRules, type WordText } from './word-rules.ts'
import { WordSettings } from './word-settings.ts'

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** Everything that a clean Word document may contain. @throws FileRejected damaged, dtd */
export function wordPlan(archive: Archive, main: Relation, cleanInner: PackagePlan['cleanInner']): PackagePlan {
  const styles = relationsOf(archive, main.target).find(({ type }) => relationName(type) === 'styles')
  const known: WordText = { hidden: readHiddenStyles(styles ? archive.read(styles.target) : null), notes: new Set() }
  const text = (path: string, type: string, needs: readonly string[] = []): PartKind => ({
    path: `word/${path}`,
    contentType: `${word}.${type}+xml`,
    needs,
    rules: (context, output) => new WordRules(context, output, known),
  })
  return {
    main: text('document.xml', 'document.main', [
      'styles',
      'numbering',
      'settings',
      'fontTable',
      'theme',
      'footnotes',
      'endnotes',
      'diagramDrawing',
    ]),
    kinds: {
      ...drawnParts('word'),
      styles: text('styles.xml', 'styles'),
      numbering: text('numbering.xml', 'numbering'),
      fontTable: text('fontTable.xml', 'fontTable'),
      footnotes: text('footnotes.xml', 'footnotes', ['diagramDrawing']),
      endnotes: text('endnotes.xml', 'endnotes', ['diagramDrawing']),
      header: text('header#.xml', 'header', ['diagramDrawing']),
      footer: text('footer#.xml', 'footer', ['diagramDrawing']),
      settings: {
        path: 'word/settings.xml',
        contentType: `${word}.settings+xml`,
        rules: (context, output) => new WordSettings(context, output),
      },
    },
    cleanInner,
  }
}
