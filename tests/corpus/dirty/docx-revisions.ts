import { type Part, paragraph, run, wordPart, wordType } from '../make/docx.ts'
import { type Who, xml } from '../make/worlds.ts'
import type { DirtyCase } from './case.ts'
import { word } from './docx-properties.ts'

// Tracked changes in every place Word tracks them, comments in all their parts, and the numbers that tie edits together.

export const person = { person: true }
export const by = (who: Who) =>
  `w:id="${who.day.day}" w:author="${xml(who.full)}" w:date="${who.date}" w16du:dateUtc="${who.date}"`
export const authors = { person: true, traces: ['w:author'] }

/** Paragraphs with changes of `who`, and the lines that remain once they are accepted. */
export function change(
  name: string,
  body: (who: Who) => string,
  lines: readonly string[],
  more: readonly string[] = [],
): DirtyCase {
  return word(`tracked ${name}`, (who) => ({ body: body(who) }), { ...authors, traces: ['w:author', ...more], lines })
}

export const cell = (text: string, properties = '') =>
  `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>${properties}</w:tcPr>${paragraph(run(text))}</w:tc>`
export const table = (rows: string, properties = '', grid = '') =>
  `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>${properties}</w:tblPr><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/>${grid}</w:tblGrid>${rows}</w:tbl>${paragraph()}`
export const revisionCases: readonly DirtyCase[] = [
  change(
    'insertion',
    (who) => paragraph(run('They were '), `<w:ins ${by(who)}>${run('not ')}</w:ins>`, run('asked.')),
    ['They were not asked.'],
    ['w:ins'],
  ),
  change(
    'deletion',
    (who) =>
      paragraph(
        run('Kept'),
        `<w:del ${by(who)}><w:r><w:delText xml:space="preserve"> ${who.mark}</w:delText></w:r></w:del>`,
        run('.'),
      ),
    ['Kept.'],
    ['w:del'],
  ),
  change(
    'deletion inside an insertion',
    (who) =>
      paragraph(
        run('Kept'),
        `<w:ins ${by(who)}><w:del ${by(who)}><w:r><w:delText>${who.mark}</w:delText></w:r></w:del>${run(' too')}</w:ins>`,
      ),
    ['Kept too'],
  ),
  change(
    'deletion of a field',
    (who) =>
      paragraph(
        run('Kept.'),
        `<w:del ${by(who)}><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:delInstrText>AUTHOR "${who.mark}"</w:delInstrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>`,
      ),
    ['Kept.'],
  ),
  change(
    'move',
    (who) =>
      paragraph(
        `<w:moveFromRangeStart w:id="900" w:name="${who.word}" w:author="${xml(who.full)}" w:date="${who.date}"/><w:moveFrom ${by(who)}>${run(`Moved ${who.mark}`)}</w:moveFrom><w:moveFromRangeEnd w:id="900"/>`,
        run('Stays.'),
      ) +
      paragraph(
        `<w:moveToRangeStart w:id="901" w:name="${who.word}" w:author="${xml(who.full)}" w:date="${who.date}"/><w:moveTo ${by(who)}>${run('Moved')}</w:moveTo><w:moveToRangeEnd w:id="901"/>`,
      ),
    ['Stays.', 'Moved'],
    ['w:move'],
  ),
  change(
    'paragraph mark deleted',
    (who) =>
      `<w:p><w:pPr><w:rPr><w:del ${by(who)}/></w:rPr></w:pPr>${run('One and ')}</w:p>${paragraph(run('the same.'))}`,
    ['One and the same.'],
  ),
  change(
    'paragraph mark inserted',
    (who) => `<w:p><w:pPr><w:rPr><w:ins ${by(who)}/></w:rPr></w:pPr>${run('One.')}</w:p>${paragraph(run('Two.'))}`,
    ['One.', 'Two.'],
  ),
  change(
    'formatting of a run',
    (who) =>
      paragraph(
        run('Bold.', `<w:b/><w:rPrChange ${by(who)}><w:rPr><w:rFonts w:ascii="${who.mark}"/></w:rPr></w:rPrChange>`),
      ),
    ['Bold.'],
    ['rPrChange'],
  ),
  change(
    'formatting of a paragraph',
    (who) =>
      `<w:p><w:pPr><w:jc w:val="center"/><w:pPrChange ${by(who)}><w:pPr><w:pStyle w:val="${who.word}"/></w:pPr></w:pPrChange></w:pPr>${run('Centred.')}</w:p>`,
    ['Centred.'],
    ['pPrChange'],
  ),
  change(
    'numbering',
    (who) =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/><w:numberingChange w:id="77" w:author="${xml(who.full)}" w:date="${who.date}" w:original="${who.mark}"/></w:numPr></w:pPr>${run('Numbered.')}</w:p>`,
    ['Numbered.'],
    ['numberingChange'],
  ),
  word(
    'tracked section',
    (who) => ({
      section: `<w:pgSz w:w="11906" w:h="16838"/><w:sectPrChange ${by(who)}><w:sectPr w:rsidR="${who.rsid}"><w:pgSz w:w="12240" w:h="15840"/></w:sectPr></w:sectPrChange>`,
    }),
    { ...authors, traces: ['w:author', 'sectPrChange'] },
  ),
  change(
    'custom XML ranges',
    (who) =>
      paragraph(
        `<w:customXmlInsRangeStart ${by(who)}/>`,
        run('Inside.'),
        `<w:customXmlInsRangeEnd w:id="${who.day.day}"/><w:customXmlDelRangeStart ${by(who)}/><w:customXmlDelRangeEnd w:id="${who.day.day}"/>`,
      ),
    ['Inside.'],
    ['customXmlInsRange', 'customXmlDelRange'],
  ),
  change(
    'formula',
    (who) =>
      paragraph(
        `<m:oMath><m:f><m:fPr><m:ctrlPr><w:ins ${by(who)}/></m:ctrlPr></m:fPr><m:num><m:r><m:t>p</m:t></m:r></m:num><m:den><w:ins ${by(who)}><m:r><m:t>q</m:t></m:r></w:ins></m:den></m:f></m:oMath>`,
      ),
    [],
  ),
  word(
    'tracked text box, in both alternatives',
    (who) => ({
      body: textBox(
        `<w:p><w:ins ${by(who)}>${run('Boxed.')}</w:ins><w:del ${by(who)}><w:r><w:delText>${who.mark}</w:delText></w:r></w:del></w:p>`,
      ),
    }),
    { ...authors, text: null, keeps: ['Rest and recovery', 'Boxed.'] },
  ),
  note('footnote', 'footnotes', 'footnotes', 'footnoteReference'),
  note('endnote', 'endnotes', 'endnotes', 'endnoteReference'),
  margin('header', 'hdr'),
  margin('footer', 'ftr'),
  word(
    'rsids of paragraphs, runs, rows and sections',
    (who) => ({
      root: `w:rsidRoot="${who.rsid}"`,
      body:
        `<w:p w:rsidR="${who.rsid}" w:rsidRDefault="${who.rsid}" w:rsidP="${who.rsid}" w:rsidRPr="${who.rsid}" w:rsidDel="${who.rsid}"><w:r w:rsidR="${who.rsid}"><w:t>Edited.</w:t></w:r></w:p>` +
        table(`<w:tr w:rsidTr="${who.rsid}">${cell('a')}</w:tr>`),
      styles: `<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:rsid w:val="${who.rsid}"/></w:style>`,
    }),
    { planted: (who) => [who.rsid], traces: ['w:rsid'], foundIn: 'no', lines: ['Edited.', 'a'] },
  ),
  word(
    'ids of paragraphs',
    (who) => ({ body: `<w:p w14:paraId="${who.paraId}" w14:textId="${who.paraId}">${run('Numbered inside.')}</w:p>` }),
    {
      planted: (who) => [who.paraId],
      traces: ['w14:paraId', 'w14:textId'],
      foundIn: 'no',
      lines: ['Numbered inside.'],
    },
  ),
  word(
    'header no page shows',
    (who) => ({
      parts: [
        {
          name: 'word/header9.xml',
          bytes: wordPart('hdr', paragraph(run(xml(who.full)))),
          type: wordType('header'),
          rel: 'header',
        },
      ],
    }),
    { foundIn: 'anywhere' },
  ),
  word(
    'footnote nothing refers to',
    (who) => ({
      parts: [
        {
          name: 'word/footnotes.xml',
          bytes: wordPart('footnotes', `<w:footnote w:id="7">${paragraph(run(xml(who.full)))}</w:footnote>`),
          type: wordType('footnotes'),
          rel: 'footnotes',
        },
      ],
    }),
    { foundIn: 'anywhere' },
  ),
]

function note(name: string, root: string, rel: string, reference: string): DirtyCase {
  const element = root.slice(0, -1)
  const content = (who: Who) =>
    `<w:${element} w:id="2"><w:p><w:ins ${by(who)}>${run('A note.')}</w:ins><w:del ${by(who)}><w:r><w:delText>${who.mark}</w:delText></w:r></w:del></w:p></w:${element}>`
  const part = (who: Who): Part => ({
    name: `word/${root}.xml`,
    bytes: wordPart(root, content(who)),
    type: wordType(root),
    rel,
  })
  return word(
    `tracked ${name}`,
    (who) => ({ body: paragraph(run('Noted'), `<w:r><w:${reference} w:id="2"/></w:r>`), parts: [part(who)] }),
    { ...authors, lines: ['Noted', 'A note.'] },
  )
}

function margin(name: string, root: string): DirtyCase {
  const part = (who: Who): Part => ({
    name: `word/${name}1.xml`,
    bytes: wordPart(
      root,
      `<w:p><w:ins ${by(who)}>${run('At the margin.')}</w:ins><w:del ${by(who)}><w:r><w:delText>${who.mark}</w:delText></w:r></w:del></w:p>`,
    ),
    type: wordType(name),
    rel: name,
    id: 'rIdMargin',
  })
  return word(
    `tracked ${name}`,
    (who) => ({ section: `<w:${name}Reference w:type="default" r:id="rIdMargin"/>`, parts: [part(who)] }),
    { ...authors, lines: ['At the margin.'] },
  )
}

function textBox(content: string): string {
  const modern = `<w:drawing><wp:inline><wp:extent cx="1828800" cy="914400"/><wp:docPr id="5" name="Box"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1828800" cy="914400"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>`
  const old = `<w:pict><v:rect style="width:144pt;height:72pt"><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></v:rect></w:pict>`
  return paragraph(
    `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${modern}</mc:Choice><mc:Fallback>${old}</mc:Fallback></mc:AlternateContent></w:r>`,
  )
}
