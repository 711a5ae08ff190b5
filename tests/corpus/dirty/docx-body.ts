import { type Part, drawing, paragraph, run } from '../make/docx.ts'
import { png } from '../make/pictures.ts'
import { type Who, xml } from '../make/worlds.ts'
import { zip } from '../make/zip.ts'
import type { Choices, DirtyCase } from './case.ts'
import { word } from './docx-properties.ts'

// What stands in the text without being its text: fields, names of things, addresses behind links, hidden runs.

const person = { person: true }
// The name scan may report as text what a page shows, or would show if it were not hidden.
export const shown = { foundIn: 'anywhere' } as const
export const instruction = (text: string) => `<w:r><w:instrText xml:space="preserve"> ${text} </w:instrText></w:r>`
export const fieldChar = (type: string, inside = '') =>
  `<w:r><w:fldChar w:fldCharType="${type}">${inside}</w:fldChar></w:r>`
export const field = (code: string, result: string) =>
  fieldChar('begin') + instruction(code) + fieldChar('separate') + result + fieldChar('end')
export function inBody(
  name: string,
  body: (who: Who) => string,
  lines: readonly string[],
  choices: Choices = {},
): DirtyCase {
  return word(name, (who) => ({ body: body(who) }), { lines, ...choices })
}

function linked(name: string, target: (who: Who) => string, choices: Choices = {}): DirtyCase {
  const body = paragraph(`<w:hyperlink r:id="rIdLink">${run('the form')}</w:hyperlink>`)
  return word(
    `link ${name}`,
    (who) => ({ body, links: [{ rel: 'hyperlink', target: xml(target(who)), id: 'rIdLink' }] }),
    { lines: ['the form'], ...choices },
  )
}

const figure: readonly Part[] = [{ name: 'word/media/image1.png', bytes: png(), rel: 'image', id: 'rIdFigure' }]

function pictured(name: string, properties: (who: Who) => string): DirtyCase {
  return word(`picture ${name}`, (who) => ({ body: paragraph(drawing('rIdFigure', properties(who))), parts: figure }))
}

const control = (properties: string, text: string) =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${paragraph(run(text))}</w:sdtContent></w:sdt>`

export const bodyCases: readonly DirtyCase[] = [
  inBody('hidden text', (who) => paragraph(run('Seen.'), run(xml(who.full), '<w:vanish/>')), ['Seen.'], shown),
  inBody(
    'hidden paragraph mark and text',
    (who) =>
      paragraph(run('Seen.')) +
      `<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>${run(xml(who.full), '<w:vanish w:val="1"/>')}</w:p>`,
    ['Seen.'],
    shown,
  ),
  word(
    'text hidden by its style',
    (who) => ({
      styles:
        '<w:style w:type="character" w:styleId="Aside"><w:name w:val="Aside"/><w:rPr><w:vanish/></w:rPr></w:style>',
      body: paragraph(run('Seen.'), run(xml(who.full), '<w:rStyle w:val="Aside"/>')),
    }),
    { lines: ['Seen.'], ...shown },
  ),
  word(
    'text hidden by its paragraph style',
    (who) => ({
      styles:
        '<w:style w:type="paragraph" w:styleId="AsideP"><w:name w:val="AsideP"/><w:rPr><w:vanish/></w:rPr></w:style>',
      body: `${paragraph(run('Seen.'))}<w:p><w:pPr><w:pStyle w:val="AsideP"/></w:pPr>${run(xml(who.full))}</w:p>`,
    }),
    { lines: ['Seen.'], ...shown },
  ),
  inBody(
    'bookmark name',
    (who) =>
      paragraph(
        `<w:bookmarkStart w:id="4" w:name="${who.word}"/>`,
        run('Marked.'),
        '<w:bookmarkEnd w:id="4"/>',
        field(`REF ${who.word} \\h`, run(' See there.')),
        `<w:hyperlink w:anchor="${who.word}">${run(' Here.')}</w:hyperlink>`,
      ),
    ['Marked. See there. Here.'],
    { planted: (who) => [who.word] },
  ),
  inBody(
    'permission of an editor',
    (who) => paragraph(`<w:permStart w:id="9" w:ed="${who.mail}"/>`, run('Editable.'), '<w:permEnd w:id="9"/>'),
    ['Editable.'],
    { planted: (who) => [who.mail] },
  ),
  inBody(
    'content control alias and tag',
    (who) =>
      control(
        `<w:alias w:val="${xml(who.full)}"/><w:tag w:val="${who.word}"/><w:id w:val="${who.day.year}"/><w:placeholder><w:docPart w:val="${who.mark}"/></w:placeholder>`,
        'Controlled.',
      ),
    ['Controlled.'],
  ),
  inBody(
    'content control binding',
    (who) =>
      control(
        `<w:dataBinding w:prefixMappings="xmlns:q='urn:${who.mark}'" w:xpath="/q:who[1]" w:storeItemID="{${who.guid}}"/><w:text/>`,
        'Bound.',
      ),
    ['Bound.'],
  ),
  inBody(
    'content control list of choices',
    (who) =>
      control(
        `<w:dropDownList><w:listItem w:displayText="${xml(who.full)}" w:value="${who.mark}"/></w:dropDownList>`,
        'Chosen.',
      ),
    ['Chosen.'],
  ),
  inBody(
    'smart tag',
    (who) =>
      paragraph(
        `<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="PersonName"><w:smartTagPr><w:attr w:uri="urn:x" w:name="who" w:val="${xml(who.full)}"/></w:smartTagPr>${run('Tagged.')}</w:smartTag>`,
      ),
    ['Tagged.'],
  ),
  inBody(
    'custom XML element',
    (who) =>
      `<w:customXml w:uri="urn:${who.mark}" w:element="who"><w:customXmlPr><w:attr w:name="by" w:val="${who.mark}"/></w:customXmlPr>${paragraph(run('Wrapped.'))}</w:customXml>`,
    ['Wrapped.'],
  ),
  inBody(
    'attribute of a namespace nobody knows',
    (who) => `<w:p xmlns:q="urn:q" q:by="${xml(who.full)}"><w:r q:by="${who.mark}"><w:t>Plain.</w:t></w:r></w:p>`,
    ['Plain.'],
  ),
  inBody(
    'element of a namespace nobody knows',
    (who) => `<w:p><q:by xmlns:q="urn:${who.mark}" q:who="${xml(who.full)}"/>${run('Plain.')}</w:p>`,
    ['Plain.'],
  ),
  inBody('attribute Word does not know', (who) => `<w:p w:editedBy="${xml(who.full)}">${run('Plain.')}</w:p>`, [
    'Plain.',
  ]),
  inBody('XML comment', (who) => `<!-- by ${xml(who.full)} -->${paragraph(run('Plain.'))}`, ['Plain.']),
  inBody('processing instruction', (who) => `<?saved-by ${xml(who.full)}?>${paragraph(run('Plain.'))}`, ['Plain.']),
  inBody(
    'extension list',
    (who) =>
      paragraph(
        drawing('rIdNone', `id="7" name="x"`).replace(
          '<a:blip r:embed="rIdNone"/>',
          `<a:blip><a:extLst><a:ext uri="{${who.guid}}"><q:by xmlns:q="urn:q" who="${who.mark}"/></a:ext></a:extLst></a:blip>`,
        ),
        run('Plain.'),
      ),
    ['Plain.'],
  ),
  pictured('name holding a name', (who) => `id="1" name="${xml(who.full)}.png"`),
  pictured('description holding a path', (who) => `id="1" name="Figure" descr="${who.windowsPath}figure.png"`),
  pictured('title holding a path', (who) => `id="1" name="Figure" title="${who.unixPath}figure.png"`),
  linked('to a file', (who) => `file:///${who.windowsPath.replaceAll(' ', '%20')}data.xlsx`),
  linked('to a mailbox', (who) => `mailto:${who.mail}`, { planted: (who) => [who.mail] }),
  linked('to a network share', (who) => `${who.uncPath}data.xlsx`),
  linked('to a user folder without a scheme', (who) => `../../${who.mark}/data.xlsx`),
  word(
    'link tooltip',
    (who) => ({
      body: paragraph(`<w:hyperlink r:id="rIdLink" w:tooltip="${who.windowsPath}">${run('the form')}</w:hyperlink>`),
      links: [{ rel: 'hyperlink', target: 'https://example.org/form', id: 'rIdLink' }],
    }),
    { lines: ['the form (https://example.org/form)'] },
  ),
  word(
    'relationship id holding a name',
    (who) => ({
      body: paragraph(drawing(`rId${who.word}`)),
      parts: [{ name: 'word/media/image1.png', bytes: png(), rel: 'image', id: `rId${who.word}` }],
    }),
    { planted: (who) => [who.word] },
  ),
  word(
    'style name and id holding a name',
    (who) => ({
      styles: `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${who.word}"><w:name w:val="${xml(who.full)}"/><w:aliases w:val="${who.mark}"/></w:style>`,
      body: `<w:p><w:pPr><w:pStyle w:val="${who.word}"/></w:pPr>${run('Styled.')}</w:p>`,
    }),
    { lines: ['Styled.'] },
  ),
  inBody(
    'table caption and description',
    (who) =>
      `<w:tbl><w:tblPr><w:tblCaption w:val="${who.windowsPath}"/><w:tblDescription w:val="${who.unixPath}"/></w:tblPr><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:tc>${paragraph(run('a'))}</w:tc></w:tr></w:tbl>${paragraph()}`,
    ['a'],
  ),
  inBody(
    'old drawing: names, alternative text and source',
    (who) =>
      paragraph(
        `<w:r><w:pict><v:shape id="${who.word}" o:spid="_x0000_s1026" alt="${who.windowsPath}" style="width:9pt;height:9pt"><v:imagedata r:id="rIdNone" o:title="${xml(who.full)}" o:href="file:///${who.unixPath}a.png"/></v:shape></w:pict></w:r>`,
        run('Plain.'),
      ),
    ['Plain.'],
  ),
  inBody(
    'signature line of a signer',
    (who) =>
      paragraph(
        `<w:r><w:pict><v:shape id="s" style="width:9pt;height:9pt"><o:signatureline v:ext="edit" id="{${who.guid}}" o:suggestedsigner="${xml(who.full)}" o:suggestedsigneremail="${who.mail}" issignatureline="t"/></v:shape></w:pict></w:r>`,
        run('Plain.'),
      ),
    ['Plain.'],
    person,
  ),
  inBody(
    'alternative for a program nobody knows',
    (who) =>
      paragraph(
        run('Plain.'),
        `<w:r><mc:AlternateContent xmlns:q="urn:q"><mc:Choice Requires="q"><q:by who="${who.mark}">${xml(who.full)}</q:by></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>`,
      ),
    ['Plain.'],
  ),
  inBody(
    'old drawing with its new form packed inside',
    (who) =>
      paragraph(
        `<w:r><w:pict><v:rect style="width:9pt;height:9pt" o:gfxdata="${zip([{ name: 'a.xml', bytes: who.full, method: 0 }]).toString('base64')}"/></w:pict></w:r>`,
        run('Plain.'),
      ),
    ['Plain.'],
    { foundIn: 'no' },
  ),
  inBody(
    'content control date',
    (who) => control(`<w:date w:fullDate="${who.date}"><w:dateFormat w:val="d MMMM"/></w:date>`, 'Dated.'),
    ['Dated.'],
    { planted: (who) => [who.date], foundIn: 'no' },
  ),
]
