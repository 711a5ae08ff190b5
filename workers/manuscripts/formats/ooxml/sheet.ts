import { lettersOfAddress } from '../../link-addresses.ts'
import type { Archive } from '../package/archive.ts'
import { drawnParts } from './drawn-parts.ts'
import type { PackagePlan, PartKind } from './office-package.ts'
import { officeNamespaces, relationName } from './office-names.ts'
import { type Relation, relationsOf } from './relationships.ts'
import { readMarkup, type Rules, valueOf } from '../package/rewrite.ts'
import type { Workbook } from './sheet-formulas.ts'
import { SheetRules } from './sheet-rules.ts'

const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/**
 * Everything that a clean workbook may contain. Pivot tables are left out, but not the cells that they filled; Excel recalculates the order
 * of formulas. @throws FileRejected damaged, dtd
 */
export function sheetPlan(archive: Archive, main: Relation, cleanInner: PackagePlan['cleanInner']): PackagePlan {
  const workbook: Workbook = {
    hidden: hiddenSheets(archive.read(main.target)),
    renamed: new Map(),
    shown: new Set(),
    letters: lettersIn(archive, main),
  }
  const part = (path: string, contentType: string, more: Partial<PartKind> = {}): PartKind => ({
    path: `xl/${path}`,
    contentType,
    rules: (context, output) => new SheetRules(context, output, workbook),
    ...more,
  })
  return {
    main: part('workbook.xml', `${sheet}.sheet.main+xml`, { needs: ['sharedStrings', 'styles', 'theme'] }),
    kinds: {
      ...drawnParts('xl'),
      worksheet: part('worksheets/sheet#.xml', `${sheet}.worksheet+xml`),
      chartsheet: part('chartsheets/sheet#.xml', `${sheet}.chartsheet+xml`),
      sharedStrings: part('sharedStrings.xml', `${sheet}.sharedStrings+xml`, { last: true }),
      styles: part('styles.xml', `${sheet}.styles+xml`),
      table: part('tables/table#.xml', `${sheet}.table+xml`),
      drawing: part('drawings/drawing#.xml', 'application/vnd.openxmlformats-officedocument.drawing+xml', {
        needs: ['diagramDrawing'],
      }),
    },
    cleanInner,
  }
}

const longestTexts = 5_000_000

function lettersIn(archive: Archive, main: Relation): () => string {
  let letters: string | undefined
  return () => {
    const texts = relationsOf(archive, main.target).find(({ type }) => relationName(type) === 'sharedStrings')
    const markup = texts ? (archive.read(texts.target)?.toString('utf8', 0, longestTexts) ?? '') : ''
    letters ??= lettersOfAddress(markup.replaceAll(/<[^>]*>/g, ' ').replaceAll('&amp;', '&'))
    return letters
  }
}

/** None when all sheets are hidden: a workbook needs a visible sheet. */
function hiddenSheets(bytes: Buffer | null): Set<string> {
  const hidden = new Set<string>()
  let shown = 0
  const rules: Rules = {
    namespaces: officeNamespaces,
    open(element, attributes) {
      if (element.name !== 's:sheet') return 'keep'
      const isHidden = /hidden/i.test(valueOf(attributes, 'state') ?? '')
      if (isHidden) hidden.add((valueOf(attributes, 'name') ?? '').toLowerCase())
      else shown++
      return 'keep'
    },
  }
  if (bytes) readMarkup(bytes, rules)
  return shown === 0 ? new Set() : hidden
}
