import type { Archive } from './archive.ts'
import type { Inner, PackagePlan, PartKind } from './office-package.ts'
import { relationName } from './office-names.ts'
import { OfficeRules } from './office-rules.ts'
import { type Relation, relationsOf } from './relationships.ts'
import { type HiddenStyles, readHiddenStyles } from './word-hidden.ts'
import { WordRules } from './word-rules.ts'
import { WordSettings } from './word-settings.ts'

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const drawing = 'application/vnd.openxmlformats-officedocument.drawingml'
const chart = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'

/** Parts that are drawn: the same in Word and Excel. */
export function drawnParts(folder: string): Record<string, PartKind> {
  const plain = (path: string, contentType: string, needs: readonly string[] = []): PartKind => ({
    path: `${folder}/${path}`,
    contentType,
    needs,
    rules: (context, output) => new OfficeRules(context, output),
  })
  return {
    theme: plain('theme/theme#.xml', 'application/vnd.openxmlformats-officedocument.theme+xml'),
    themeOverride: plain('theme/themeOverride#.xml', 'application/vnd.openxmlformats-officedocument.themeOverride+xml'),
    chart: plain('charts/chart#.xml', chart, ['chartStyle', 'chartColorStyle', 'themeOverride']),
    chartEx: plain('charts/chartEx#.xml', 'application/vnd.ms-office.chartex+xml', ['chartStyle', 'chartColorStyle']),
    chartStyle: plain('charts/style#.xml', 'application/vnd.ms-office.chartstyle+xml'),
    chartColorStyle: plain('charts/colors#.xml', 'application/vnd.ms-office.chartcolorstyle+xml'),
    chartUserShapes: plain('drawings/shapes#.xml', `${drawing}.chartshapes+xml`),
    diagramData: plain('diagrams/data#.xml', `${drawing}.diagramData+xml`),
    diagramLayout: plain('diagrams/layout#.xml', `${drawing}.diagramLayout+xml`),
    diagramQuickStyle: plain('diagrams/quickStyle#.xml', `${drawing}.diagramStyle+xml`),
    diagramColors: plain('diagrams/colors#.xml', `${drawing}.diagramColors+xml`),
    diagramDrawing: plain('diagrams/drawing#.xml', 'application/vnd.ms-office.drawingml.diagramDrawing+xml'),
  }
}

/** Everything that may be in a clean Word document. @throws Unfit damaged, dtd */
export function wordPlan(archive: Archive, main: Relation, cleanInner: PackagePlan['cleanInner']): PackagePlan {
  const styles = relationsOf(archive, main.target).find(({ type }) => relationName(type) === 'styles')
  const hidden: HiddenStyles = readHiddenStyles(styles ? archive.read(styles.target) : null)
  const text = (path: string, type: string, needs: readonly string[] = []): PartKind => ({
    path: `word/${path}`,
    contentType: `${word}.${type}+xml`,
    needs,
    rules: (context, output) => new WordRules(context, output, hidden),
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

export type { Inner }
