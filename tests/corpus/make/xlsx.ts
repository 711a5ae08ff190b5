import { type Link, type Part, contentTypes, officeRelations, relationParts } from './docx.ts'
import { type Entry, zip } from './zip.ts'

/** What a case adds to a small sound workbook of one sheet. */
export interface SheetIngredients {
  /** Inside the workbook, before its sheets. */
  readonly workbook?: string
  /** Inside the workbook, behind its sheets: defined names and the like. */
  readonly behind?: string
  readonly sheetName?: string
  /** Further rows, from the third. */
  readonly rows?: string
  /** Inside the sheet, behind its cells. */
  readonly sheet?: string
  readonly sheets?: string
  readonly parts?: readonly Part[]
  readonly links?: readonly Link[]
  readonly entries?: (entries: readonly Entry[]) => readonly Entry[]
}

export const sheetText = ['Hours', 'Nights', '7', '42'] as const
export const sheetType = (name: string): string =>
  `application/vnd.openxmlformats-officedocument.spreadsheetml.${name}+xml`
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

export function sheetPart(root: string, content: string, attributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${root} xmlns="${main}" xmlns:r="${officeRelations}"${attributes && ` ${attributes}`}>${content}</${root}>`
}

export function xlsx(ingredients: SheetIngredients = {}): Buffer {
  const {
    workbook = '',
    behind = '',
    sheetName = 'Data',
    rows = '',
    sheet = '',
    sheets = '',
    parts = [],
    links = [],
  } = ingredients
  const cells =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>' +
    `<row r="2"><c r="A2"><v>7</v></c><c r="B2"><v>42</v></c></row>${rows}`
  const own: readonly Part[] = [
    {
      name: 'xl/workbook.xml',
      bytes: sheetPart(
        'workbook',
        `${workbook}<sheets><sheet name="${sheetName}" sheetId="1" r:id="rIdSheet"/>${sheets}</sheets>${behind}`,
      ),
      type: sheetType('sheet.main'),
      rel: 'officeDocument',
      from: '',
      id: 'rId1',
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      bytes: sheetPart('worksheet', `<sheetData>${cells}</sheetData>${sheet}`),
      type: sheetType('worksheet'),
      rel: 'worksheet',
      id: 'rIdSheet',
    },
    {
      name: 'xl/sharedStrings.xml',
      bytes: sheetPart('sst', '<si><t>Hours</t></si><si><t>Nights</t></si>', 'count="2" uniqueCount="2"'),
      type: sheetType('sharedStrings'),
      rel: 'sharedStrings',
      id: 'rIdStrings',
    },
    {
      name: 'xl/styles.xml',
      bytes: sheetPart('styleSheet', styles),
      type: sheetType('styles'),
      rel: 'styles',
      id: 'rIdStyles',
    },
  ]
  const all = [...own, ...parts.map((part) => ({ from: workbookPart, ...part }))]
  const linked = relationParts(
    all.map((part) => ({ from: workbookPart, ...part })),
    links,
    workbookPart,
  )
  const entries: readonly Entry[] = [{ name: '[Content_Types].xml', bytes: contentTypes(all) }, ...all, ...linked].map(
    ({ name, bytes }) => ({ name, bytes }),
  )
  return zip(ingredients.entries?.(entries) ?? entries)
}

const workbookPart = 'xl/workbook.xml'
export const firstSheet = 'xl/worksheets/sheet1.xml'

const styles =
  '<fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  '<cellXfs count="1"><xf xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'

/** Properties of any Office package. */
export function coreProperties(content: string): Part {
  return {
    name: 'docProps/core.xml',
    bytes:
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
      `xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">${content}</cp:coreProperties>`,
    type: 'application/vnd.openxmlformats-package.core-properties+xml',
    rel: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
    from: '',
    id: 'rIdCore',
  }
}

export function appProperties(content: string): Part {
  return {
    name: 'docProps/app.xml',
    bytes: `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">${content}</Properties>`,
    type: 'application/vnd.openxmlformats-officedocument.extended-properties+xml',
    rel: 'extended-properties',
    from: '',
    id: 'rIdApp',
  }
}
