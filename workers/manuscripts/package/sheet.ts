import { drawnParts } from './drawn-parts.ts'
import type { PackagePlan, PartKind } from './office-package.ts'
import { SheetRules } from './sheet-rules.ts'

const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const part = (path: string, contentType: string, needs: readonly string[] = []): PartKind => ({
  path: `xl/${path}`,
  contentType,
  needs,
  rules: (context, output) => new SheetRules(context, output),
})

/** Everything that may be in a clean workbook. Pivot tables leave the cells they filled; Excel works out the order of formulas anew. */
export function sheetPlan(cleanInner: PackagePlan['cleanInner']): PackagePlan {
  return {
    main: part('workbook.xml', `${sheet}.sheet.main+xml`, ['sharedStrings', 'styles', 'theme']),
    kinds: {
      ...drawnParts('xl'),
      worksheet: part('worksheets/sheet#.xml', `${sheet}.worksheet+xml`),
      chartsheet: part('chartsheets/sheet#.xml', `${sheet}.chartsheet+xml`),
      sharedStrings: part('sharedStrings.xml', `${sheet}.sharedStrings+xml`),
      styles: part('styles.xml', `${sheet}.styles+xml`),
      table: part('tables/table#.xml', `${sheet}.table+xml`),
      drawing: part('drawings/drawing#.xml', 'application/vnd.openxmlformats-officedocument.drawing+xml', [
        'diagramDrawing',
      ]),
    },
    cleanInner,
  }
}
