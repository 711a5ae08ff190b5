import { expect, test } from 'vitest'
import { clean } from '../../workers/manuscripts/clean.ts'
import { everythingIn, partOf, relationships, workbookWith } from './package-builder.ts'

const oneSheet = '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets>'
const cell = (place: string, formula: string, value: string) => `<c r="${place}"><f>${formula}</f><v>${value}</v></c>`
const row = (...cells: readonly string[]) => `<sheetData><row r="1">${cells.join('')}</row></sheetData>`

async function cleaned(workbook: string, rows: string, parts: Readonly<Record<string, string>> = {}) {
  const { bytes, removed } = await clean(workbookWith(workbook, rows, parts), 'xlsx')
  return {
    bytes,
    removed,
    workbook: partOf(bytes, 'xl/workbook.xml') ?? '',
    sheet: partOf(bytes, 'xl/worksheets/sheet1.xml') ?? '',
  }
}

test('formulas within the workbook stay, formulas with external references become the values that they showed', async () => {
  const { sheet, removed } = await cleaned(
    oneSheet,
    row(
      cell('A1', 'SUM(B1:B9)', '3'),
      cell('A2', '[1]Sheet1!A1', '4'),
      cell('A3', 'WEBSERVICE("https://a.example")', '5'),
    ),
  )
  expect(sheet).toContain('<c r="A1"><f>SUM(B1:B9)</f><v>3</v></c>')
  expect(sheet).toContain('<c r="A2"><v>4</v></c><c r="A3"><v>5</v></c>')
  expect(removed).toEqual(['external_links'])
})

test('a hidden sheet is removed with its texts, hidden rows become visible', async () => {
  const names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const { bytes, sheet, workbook, removed } = await cleaned(
    '<sheets><sheet name="Notes" sheetId="2" state="hidden" r:id="rId2"/><sheet name="Data" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="1">Data!$A$1</definedName><definedName name="Zzqx">Data!$A$1</definedName></definedNames>',
    '<sheetData><row r="1" hidden="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><f>Notes!A1+Zzqx</f><v>2</v></c><c r="C1"><f>Zzqx*2</f><v>2</v></c></row></sheetData>',
    {
      'xl/_rels/workbook.xml.rels': relationships([
        ['rId1', 'worksheet', 'worksheets/a.xml'],
        ['rId2', 'worksheet', 'worksheets/b.xml'],
        ['rId3', 'sharedStrings', 'sharedStrings.xml'],
      ]),
      'xl/worksheets/b.xml': `<worksheet ${names}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>`,
      'xl/sharedStrings.xml': `<sst ${names}><si><t>Zzqx</t></si><si><t>shown</t></si></sst>`,
    },
  )
  expect(everythingIn(bytes)).not.toMatch(/zzqx|Notes/i)
  expect(partOf(bytes, 'xl/sharedStrings.xml')).toContain('<si/><si><t>shown</t></si>')
  expect(workbook).toContain('localSheetId="0"')
  expect(sheet).toContain('<row r="1">')
  expect(sheet).toContain('<c r="B1"><v>2</v></c><c r="C1"><f>Name1*2</f><v>2</v></c>')
  expect(removed).toContain('hidden_text')
})

test('the names of people who shared, protected or viewed the workbook, and its location, are removed', async () => {
  const { bytes } = await cleaned(
    `<fileSharing userName="Zzqx"/><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x15"><a url="C:\\Users\\Zzqx\\"/></mc:Choice></mc:AlternateContent>${oneSheet}<customWorkbookViews><customWorkbookView name="Zzqx"/></customWorkbookViews>`,
    `${row(cell('A1', '1', '1'))}<headerFooter><oddHeader>&amp;LC:\\Users\\Zzqx&amp;F</oddHeader></headerFooter><dataValidations><dataValidation prompt="Zzqx" sqref="A1"/></dataValidations>`,
  )
  expect(everythingIn(bytes)).not.toMatch(/zzqx|Users/i)
})
