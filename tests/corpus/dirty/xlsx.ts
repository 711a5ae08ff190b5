import { ascii } from '../make/exif.ts'
import type { Part } from '../make/docx.ts'
import { exifSegment, jpeg } from '../make/pictures.ts'
import { type Who, xml } from '../make/worlds.ts'
import {
  type SheetIngredients,
  appProperties,
  coreProperties,
  firstSheet,
  sheetPart,
  sheetText,
  sheetType,
  xlsx,
} from '../make/xlsx.ts'
import { type Choices, type DirtyCase, dirty } from './case.ts'

const person = { person: true }
const file = (who: Who) => `file:///${who.windowsPath.replaceAll(' ', '%20')}data.xlsx`

function sheet(
  name: string,
  add: (who: Who) => SheetIngredients,
  choices: Choices & { lines?: readonly string[] } = {},
): DirtyCase {
  const { lines = [], ...rest } = choices
  return dirty('xlsx', `XLSX ${name}`, (who) => xlsx(add(who)), { text: [...sheetText, ...lines], ...rest })
}

function beside(name: string, ...parts: readonly ((who: Who) => Part)[]): DirtyCase {
  return sheet(name, (who) => ({ parts: parts.map((part) => part(who)) }))
}

const comments = (who: Who): Part => ({
  name: 'xl/comments1.xml',
  bytes: sheetPart(
    'comments',
    `<authors><author>${xml(who.full)}</author></authors><commentList><comment ref="A1" authorId="0"><text><r><t>${who.mark}</t></r></text></comment></commentList>`,
  ),
  type: sheetType('comments'),
  rel: 'comments',
  from: firstSheet,
})

export const xlsxCases: readonly DirtyCase[] = [
  sheet('core creator', (who) => ({ parts: [coreProperties(`<dc:creator>${xml(who.full)}</dc:creator>`)] }), person),
  sheet(
    'core last modified by',
    (who) => ({ parts: [coreProperties(`<cp:lastModifiedBy>${xml(who.full)}</cp:lastModifiedBy>`)] }),
    person,
  ),
  sheet('app company', (who) => ({ parts: [appProperties(`<Company>${xml(who.company)}</Company>`)] }), person),
  sheet('app manager', (who) => ({ parts: [appProperties(`<Manager>${xml(who.full)}</Manager>`)] }), person),
  sheet('cell comments', (who) => ({ parts: [comments(who)] }), { person: true }),
  beside(
    'threaded comments and people',
    (who) => ({
      name: 'xl/persons/person.xml',
      bytes: `<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="${xml(who.full)}" id="{${who.guid}}" userId="${who.mail}" providerId="AD"/></personList>`,
      type: 'application/vnd.ms-excel.person+xml',
      rel: 'http://schemas.microsoft.com/office/2017/10/relationships/person',
    }),
    (who) => ({
      name: 'xl/threadedComments/threadedComment1.xml',
      bytes: `<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A1" dT="${who.date}" personId="{${who.guid}}" id="{${who.guid}}"><text>${who.mark}</text></threadedComment></ThreadedComments>`,
      type: 'application/vnd.ms-excel.threadedcomments+xml',
      rel: 'http://schemas.microsoft.com/office/2017/10/relationships/threadedComment',
      from: firstSheet,
    }),
  ),
  sheet('external workbook', (who) => ({
    behind: '<externalReferences><externalReference r:id="rIdExternal"/></externalReferences>',
    parts: [
      {
        name: 'xl/externalLinks/externalLink1.xml',
        bytes: sheetPart(
          'externalLink',
          `<externalBook r:id="rIdBook"><sheetNames><sheetName val="${who.mark}"/></sheetNames></externalBook>`,
        ),
        type: sheetType('externalLink'),
        rel: 'externalLink',
        id: 'rIdExternal',
      },
    ],
    links: [{ rel: 'externalLinkPath', target: file(who), id: 'rIdBook', from: 'xl/externalLinks/externalLink1.xml' }],
  })),
  beside('printer settings', (who) => ({
    name: 'xl/printerSettings/printerSettings1.bin',
    bytes: Buffer.from(`\\\\print\\${who.full}`, 'utf16le'),
    type: sheetType('printerSettings').replace('+xml', ''),
    rel: 'printerSettings',
    from: firstSheet,
  })),
  beside('connections', (who) => ({
    name: 'xl/connections.xml',
    bytes: sheetPart(
      'connections',
      `<connection id="1" name="${who.mark}" type="1" refreshedVersion="6" sourceFile="${who.windowsPath}data.mdb"><dbPr connection="User ID=${xml(who.full)}"/></connection>`,
    ),
    type: sheetType('connections'),
    rel: 'connections',
  })),
  sheet('defined name with a path', (who) => ({
    behind: `<definedNames><definedName name="${who.word}" comment="${xml(who.full)}">'${who.windowsPath}[data.xlsx]Sheet1'!$A$1</definedName></definedNames>`,
  })),
  sheet('pivot cache with rows nobody sees', (who) => ({
    behind: '<pivotCaches><pivotCache cacheId="1" r:id="rIdCache"/></pivotCaches>',
    parts: [
      {
        name: 'xl/pivotCache/pivotCacheDefinition1.xml',
        bytes: sheetPart(
          'pivotCacheDefinition',
          `<cacheSource type="worksheet"><worksheetSource ref="A1:B2" sheet="Data"/></cacheSource><cacheFields count="1"><cacheField name="Hours"><sharedItems><s v="${who.mark}"/></sharedItems></cacheField></cacheFields>`,
          `r:id="rIdRecords" refreshedBy="${xml(who.full)}" refreshedDate="43669"`,
        ),
        type: sheetType('pivotCacheDefinition'),
        rel: 'pivotCacheDefinition',
        id: 'rIdCache',
      },
      {
        name: 'xl/pivotCache/pivotCacheRecords1.xml',
        bytes: sheetPart('pivotCacheRecords', `<r><s v="${xml(who.full)}"/></r>`),
        type: sheetType('pivotCacheRecords'),
        rel: 'pivotCacheRecords',
        from: 'xl/pivotCache/pivotCacheDefinition1.xml',
        id: 'rIdRecords',
      },
    ],
  })),
  sheet('absolute path of the file', (who) => ({
    workbook: `<x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="${who.windowsPath}"/>`,
  })),
  sheet(
    'file sharing by a user',
    (who) => ({ workbook: `<fileSharing userName="${xml(who.full)}" readOnlyRecommended="1"/>` }),
    person,
  ),
  sheet('custom workbook view', (who) => ({
    behind: `<customWorkbookViews><customWorkbookView name="${xml(who.full)}" guid="{${who.guid}}" windowWidth="9" windowHeight="9" activeSheetId="1"/></customWorkbookViews>`,
  })),
  beside(
    'revision headers of a shared workbook',
    (who) => ({
      name: 'xl/revisions/revisionHeaders.xml',
      bytes: sheetPart(
        'headers',
        `<header guid="{${who.guid}}" dateTime="${who.date}" maxSheetId="2" userName="${xml(who.full)}" r:id="rIdNone"><sheetIdMap/></header>`,
        `guid="{${who.guid}}"`,
      ),
      type: sheetType('revisionHeaders'),
      rel: 'revisionHeaders',
    }),
    (who) => ({
      name: 'xl/revisions/userNames.xml',
      bytes: sheetPart(
        'users',
        `<userInfo guid="{${who.guid}}" name="${xml(who.full)}" id="1" dateTime="${who.date}"/>`,
      ),
      type: sheetType('userNames'),
      rel: 'usernames',
    }),
  ),
  sheet('protected range of a user', (who) => ({
    sheet: `<protectedRanges><protectedRange name="${who.word}" sqref="A1" securityDescriptor="${who.mark}"/></protectedRanges>`,
  })),
  sheet('link to a mailbox, with tooltip', (who) => ({
    sheet: `<hyperlinks><hyperlink ref="A1" r:id="rIdLink" tooltip="${xml(who.full)}" display="${who.mark}"/></hyperlinks>`,
    links: [{ rel: 'hyperlink', target: `mailto:${who.mail}`, id: 'rIdLink', from: firstSheet }],
  })),
  sheet(
    'header and footer with the path',
    (who) => ({
      sheet: `<headerFooter><oddHeader>&amp;L${xml(who.windowsPath)}&amp;Z&amp;F</oddHeader></headerFooter>`,
    }),
    { foundIn: 'anywhere' },
  ),
  sheet(
    'hidden sheet',
    (who) => ({
      sheets: '<sheet name="Notes" sheetId="2" state="veryHidden" r:id="rIdHidden"/>',
      parts: [
        {
          name: 'xl/worksheets/sheet2.xml',
          bytes: sheetPart(
            'worksheet',
            `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${xml(who.full)}</t></is></c></row></sheetData>`,
          ),
          type: sheetType('worksheet'),
          rel: 'worksheet',
          id: 'rIdHidden',
        },
      ],
    }),
    { foundIn: 'anywhere' },
  ),
  sheet(
    'shared string no cell shows',
    (who) => ({
      entries: (entries) =>
        entries.map((entry) =>
          entry.name === 'xl/sharedStrings.xml'
            ? { ...entry, bytes: String(entry.bytes).replace('</sst>', `<si><t>${xml(who.full)}</t></si></sst>`) }
            : entry,
        ),
    }),
    { foundIn: 'anywhere' },
  ),
  sheet('picture with EXIF and a name', (who) => ({
    sheet: '<drawing r:id="rIdDrawing"/>',
    parts: [
      {
        name: 'xl/drawings/drawing1.xml',
        bytes: `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="${xml(who.full)}" descr="${who.windowsPath}"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rIdPicture"/></xdr:blipFill><xdr:spPr/></xdr:pic><xdr:clientData/></xdr:absoluteAnchor></xdr:wsDr>`,
        type: 'application/vnd.openxmlformats-officedocument.drawing+xml',
        rel: 'drawing',
        from: firstSheet,
        id: 'rIdDrawing',
      },
      {
        name: 'xl/media/image1.jpeg',
        bytes: jpeg([exifSegment([ascii(0x013b, who.full)])]),
        rel: 'image',
        from: 'xl/drawings/drawing1.xml',
        id: 'rIdPicture',
      },
    ],
  })),
  sheet('table and query named after somebody', (who) => ({
    sheet: '<tableParts count="1"><tablePart r:id="rIdTable"/></tableParts>',
    parts: [
      {
        name: 'xl/tables/table1.xml',
        bytes: sheetPart(
          'table',
          '<autoFilter ref="A1:B2"/><tableColumns count="2"><tableColumn id="1" name="Hours"/><tableColumn id="2" name="Nights"/></tableColumns>',
          `id="1" name="${who.word}" displayName="${who.word}" comment="${xml(who.full)}" ref="A1:B2"`,
        ),
        type: sheetType('table'),
        rel: 'table',
        from: firstSheet,
        id: 'rIdTable',
      },
    ],
  })),
  sheet('input message of a validation', (who) => ({
    sheet: `<dataValidations count="1"><dataValidation type="whole" sqref="A2" promptTitle="${who.word.slice(0, 30)}" prompt="${xml(who.full)}" error="${who.mark}" showInputMessage="1"><formula1>0</formula1></dataValidation></dataValidations>`,
  })),
  sheet('code names and document ids', (who) => ({
    workbook: `<workbookPr codeName="${who.word}"/>`,
    behind: `<extLst><ext uri="{${who.guid}}"><q:doc xmlns:q="urn:q" id="${who.mark}"/></ext></extLst>`,
  })),
  sheet('XML comment', (who) => ({ workbook: `<!-- ${xml(who.full)} -->` })),
]
