import { compound } from '../make/compound.ts'
import { type Part, declared, paragraph, run, wordPart, wordType } from '../make/docx.ts'
import { type Who, xml } from '../make/worlds.ts'
import { coreProperties, xlsx } from '../make/xlsx.ts'
import type { Choices, DirtyCase } from './case.ts'
import { word } from './docx-properties.ts'

// Parts beside the text: objects, charts, diagrams, stores, settings of programs.

const workbookBy = (who: Who) => xlsx({ parts: [coreProperties(`<dc:creator>${xml(who.full)}</dc:creator>`)] })
const spreadsheet = (who: Who): Part => ({
  name: 'word/embeddings/Workbook1.xlsx',
  bytes: workbookBy(who),
  rel: 'package',
  id: 'rIdEmbedded',
})

export function beside(name: string, part: (who: Who) => Part, choices: Choices = {}): DirtyCase {
  return word(name, (who) => ({ parts: [part(who)] }), choices)
}

const embeddedObject = (id: string) =>
  paragraph(
    `<w:r><w:object w:dxaOrig="1440" w:dyaOrig="1440"><v:shape id="o1" style="width:72pt;height:72pt" o:ole=""/><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="o1" DrawAspect="Content" ObjectID="_1" r:id="${id}"/></w:object></w:r>`,
  )

const chart = (who: Who) =>
  `<c:chartSpace ${declared}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Hours of sleep</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:barDir val="col"/><c:ser><c:idx val="0"/><c:val><c:numRef><c:f>'[${who.mark}.xlsx]Sheet1'!$B$2</c:f><c:numCache><c:pt idx="0"><c:v>7</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart></c:plotArea></c:chart><c:externalData r:id="rIdData"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`
const charted = paragraph(
  '<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><wp:docPr id="3" name="Chart"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rIdChart"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
)
const chartPart = (who: Who): Part => ({
  name: 'word/charts/chart1.xml',
  bytes: chart(who),
  type: 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
  rel: 'chart',
  id: 'rIdChart',
})

const diagram = (who: Who): Part => ({
  name: 'word/diagrams/data1.xml',
  bytes: `<dgm:dataModel ${declared}><dgm:ptLst><dgm:pt modelId="{${who.guid}}"><dgm:prSet phldrT="${who.mark}"/><dgm:spPr/><dgm:t><a:bodyPr/><a:p><a:r><a:t>First step</a:t></a:r></a:p></dgm:t><dgm:extLst><a:ext uri="{E40237B7-FDA0-4F09-8148-C483321AD2D9}"><dgm14:cNvPr xmlns:dgm14="http://schemas.microsoft.com/office/drawing/2010/diagram" id="0" name="" descr="${who.windowsPath}a.png"/></a:ext></dgm:extLst></dgm:pt></dgm:ptLst><dgm:cxnLst/></dgm:dataModel>`,
  type: 'application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml',
  rel: 'diagramData',
  id: 'rIdDiagram',
})
const diagrammed = paragraph(
  '<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><wp:docPr id="4" name="Diagram"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds r:dm="rIdDiagram" r:lo="rIdDiagram" r:qs="rIdDiagram" r:cs="rIdDiagram"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
)

export const partCases: readonly DirtyCase[] = [
  word(
    'embedded workbook of an author',
    (who) => ({ body: embeddedObject('rIdEmbedded') + paragraph(run('Kept.')), parts: [spreadsheet(who)] }),
    { lines: ['Kept.'] },
  ),
  word(
    'embedded OLE object',
    (who) => ({
      body: embeddedObject('rIdOle') + paragraph(run('Kept.')),
      parts: [
        {
          name: 'word/embeddings/oleObject1.bin',
          bytes: compound([
            { name: '\u0001Ole10Native', bytes: Buffer.from(`${who.windowsPath}notes.doc\0${who.full}`) },
          ]),
          rel: 'oleObject',
          id: 'rIdOle',
        },
      ],
    }),
    { lines: ['Kept.'] },
  ),
  word(
    'chart with its workbook',
    (who) => ({
      body: charted,
      parts: [chartPart(who), { ...spreadsheet(who), from: 'word/charts/chart1.xml', id: 'rIdData' }],
    }),
    { keeps: ['Hours of sleep'] },
  ),
  word(
    'chart with data from a file',
    (who) => ({
      body: charted,
      parts: [chartPart(who)],
      links: [
        {
          rel: 'oleObject',
          target: `file:///${who.windowsPath.replaceAll(' ', '%20')}data.xlsx`,
          id: 'rIdData',
          from: 'word/charts/chart1.xml',
        },
      ],
    }),
    { keeps: ['Hours of sleep'] },
  ),
  word(
    'chart with user shapes',
    (who) => ({
      body: charted,
      parts: [
        chartPart(who),
        {
          name: 'word/drawings/drawing1.xml',
          bytes: `<c:userShapes ${declared}><cdr:cNvPr xmlns:cdr="http://schemas.openxmlformats.org/drawingml/2006/chartDrawing" id="2" name="${xml(who.full)}" descr="${who.windowsPath}"/></c:userShapes>`,
          type: 'application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml',
          rel: 'chartUserShapes',
          from: 'word/charts/chart1.xml',
        },
      ],
    }),
    { keeps: ['Hours of sleep'] },
  ),
  word('diagram data', (who) => ({ body: diagrammed, parts: [diagram(who)] }), { keeps: ['First step'] }),
  word('custom XML store', (who) => ({
    parts: [
      { name: 'customXml/item1.xml', bytes: `<q:who xmlns:q="urn:q">${xml(who.full)}</q:who>`, rel: 'customXml' },
      {
        name: 'customXml/itemProps1.xml',
        bytes: `<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{${who.guid}}"/>`,
        type: 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml',
        rel: 'customXmlProps',
        from: 'customXml/item1.xml',
      },
    ],
  })),
  word(
    'custom XML bound to what is shown',
    (who) => ({
      body: `<w:sdt><w:sdtPr><w:dataBinding w:xpath="/who[1]" w:storeItemID="{${who.guid}}"/><w:text/></w:sdtPr><w:sdtContent>${paragraph(run('Shown.'))}</w:sdtContent></w:sdt>`,
      parts: [{ name: 'customXml/item1.xml', bytes: `<who>${xml(who.full)}</who>`, rel: 'customXml' }],
    }),
    { lines: ['Shown.'] },
  ),
  beside('printer settings', (who) => ({
    name: 'word/printerSettings/printerSettings1.bin',
    bytes: Buffer.from(`\\\\print\\${who.full}`, 'utf16le'),
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings',
    rel: 'printerSettings',
  })),
  beside('key bindings', (who) => ({
    name: 'word/customizations.xml',
    bytes: `<wne:tcg xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml"><wne:keymaps><wne:keymap wne:kcmPrimary="0231"><wne:macro wne:macroName="${who.mark}"/></wne:keymap></wne:keymaps></wne:tcg>`,
    type: 'application/vnd.ms-word.keyMapCustomizations+xml',
    rel: 'http://schemas.microsoft.com/office/2006/relationships/keyMapCustomizations',
  })),
  beside('glossary', (who) => ({
    name: 'word/glossary/document.xml',
    bytes: wordPart(
      'glossaryDocument',
      `<w:docParts><w:docPart><w:docPartPr><w:name w:val="${xml(who.full)}"/></w:docPartPr><w:docPartBody>${paragraph(run(who.mark))}</w:docPartBody></w:docPart></w:docParts>`,
    ),
    type: wordType('document.glossary'),
    rel: 'glossaryDocument',
  })),
  beside('custom ribbon', (who) => ({
    name: 'customUI/customUI.xml',
    bytes: `<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui" onLoad="${who.mark}"/>`,
    rel: 'http://schemas.microsoft.com/office/2006/relationships/ui/extensibility',
    from: '',
  })),
  beside('web extension', (who) => ({
    name: 'word/webextensions/webextension1.xml',
    bytes: `<we:webextension xmlns:we="http://schemas.microsoft.com/office/webextensions/webextension/2010/11" id="{${who.guid}}"><we:properties><we:property name="who" value="${xml(who.full)}"/></we:properties></we:webextension>`,
    type: 'application/vnd.ms-office.webextension+xml',
    rel: 'http://schemas.microsoft.com/office/2011/relationships/webextension',
    from: '',
  })),
  beside('ink', (who) => ({
    name: 'word/ink/ink1.xml',
    bytes: `<inkml:ink xmlns:inkml="http://www.w3.org/2003/InkML"><inkml:annotation type="author">${xml(who.full)}</inkml:annotation></inkml:ink>`,
    type: 'application/inkml+xml',
    rel: 'customXml',
  })),
  beside('theme named after an institution', (who) => ({
    name: 'word/theme/theme1.xml',
    bytes: `<a:theme ${declared} name="${xml(who.company)}"><a:themeElements><a:clrScheme name="${who.mark}"/><a:fontScheme name="${who.mark}"><a:majorFont><a:latin typeface="Arial"/></a:majorFont><a:minorFont><a:latin typeface="Arial"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>`,
    type: 'application/vnd.openxmlformats-officedocument.theme+xml',
    rel: 'theme',
  })),
  beside('web settings of a frame', (who) => ({
    name: 'word/webSettings.xml',
    bytes: wordPart(
      'webSettings',
      `<w:frameset><w:frame><w:name w:val="${who.word}"/><w:title w:val="${who.mark}"/></w:frame></w:frameset><w:divs><w:div w:id="${who.day.year}"/></w:divs>`,
    ),
    type: wordType('webSettings'),
    rel: 'webSettings',
  })),
  beside('numbering fingerprint and name', (who) => ({
    name: 'word/numbering.xml',
    bytes: wordPart(
      'numbering',
      `<w:abstractNum w:abstractNumId="0" w15:restartNumberingAfterBreak="0"><w:nsid w:val="${who.paraId}"/><w:multiLevelType w:val="hybridMultilevel"/><w:tmpl w:val="${who.paraId}"/><w:name w:val="${who.mark}"/><w:lvl w:ilvl="0" w:tplc="${who.paraId}"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1" w16cid:durableId="${who.day.year}"><w:abstractNumId w:val="0"/></w:num>`,
    ),
    type: wordType('numbering'),
    rel: 'numbering',
  })),
  word('embedded font', (who) => ({
    parts: [
      {
        name: 'word/fontTable.xml',
        bytes: wordPart(
          'fonts',
          `<w:font w:name="Arial"><w:embedRegular r:id="rIdFont" w:fontKey="{${who.guid}}"/></w:font>`,
        ),
        type: wordType('fontTable'),
        rel: 'fontTable',
      },
      {
        name: 'word/fonts/font1.odttf',
        bytes: Buffer.from(`OTTO${who.full}`),
        rel: 'font',
        from: 'word/fontTable.xml',
        id: 'rIdFont',
      },
    ],
  })),
  word('part nobody refers to', (who) => ({
    parts: [{ name: 'word/notes.xml', bytes: `<note>${xml(who.full)}</note>` }],
  })),
  word(
    'part named after somebody, referred to by a relation nobody knows',
    (who) => ({ parts: [{ name: `word/${who.word}.txt`, bytes: who.full, rel: 'urn:unknown' }] }),
    { planted: (who) => [who.word, who.mark] },
  ),
  word('comment in the list of types', (who) => ({
    entries: (entries) =>
      entries.map((entry) =>
        entry.name === '[Content_Types].xml'
          ? { ...entry, bytes: `${String(entry.bytes)}<!-- ${who.mark} -->` }
          : entry,
      ),
  })),
]
