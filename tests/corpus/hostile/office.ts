import { compound } from '../make/compound.ts'
import { type Part, baseText, docx, drawing, paragraph, run, wordPart } from '../make/docx.ts'
import { png } from '../make/pictures.ts'
import { type HostileCase, harmless, held } from './case.ts'

export const mark = 'Zzqx-hostile-7f3a'
export const tracker = 'https://tracker.example/Zzqx-hostile-7f3a'
export const office = 'http://schemas.microsoft.com/office/2006/relationships'
const field = (code: string, result = 'As shown.') =>
  paragraph(
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
  )
export const textIs = (...lines: readonly string[]) => ({ text: [...baseText, ...lines] })
export const gone = (...more: readonly string[]) => ({ gone: [mark, ...more] })

export const vba: Part = {
  name: 'word/vbaProject.bin',
  bytes: compound([{ name: 'PROJECT', bytes: Buffer.from(`Name="${mark}"`) }]),
  type: 'application/vnd.ms-office.vbaProject',
  rel: `${office}/vbaProject`,
}
export const ole: Part = {
  name: 'word/embeddings/oleObject1.bin',
  bytes: compound([{ name: '\u0001Ole10Native', bytes: Buffer.from(`${mark}.exe`) }]),
  rel: 'oleObject',
  id: 'rIdOle',
}
const embedded = paragraph(
  '<w:r><w:object><v:shape id="o1" style="width:9pt;height:9pt" o:ole=""/><o:OLEObject Type="Embed" ProgID="Package" ShapeID="o1" DrawAspect="Icon" r:id="rIdOle"/></w:object></w:r>',
)
const macroEnabled = 'application/vnd.ms-word.document.macroEnabled.main+xml'

export const activeAttacks: readonly HostileCase[] = [
  harmless('docx', 'macros', { ...gone('vbaProject'), removed: ['macros'], ...textIs() }, () => docx({ parts: [vba] })),
  harmless(
    'docx',
    'macros in a document that says so',
    { ...gone('vbaProject', 'macroEnabled'), removed: ['macros'], ...textIs() },
    () => docx({ parts: [vba], mainType: macroEnabled }),
  ),
  harmless(
    'docx',
    'template from another machine',
    { ...gone('tracker.example'), removed: ['external_links'], ...textIs() },
    () =>
      docx({
        settings: '<w:attachedTemplate r:id="rIdT"/>',
        links: [{ rel: 'attachedTemplate', target: `${tracker}.dotm`, id: 'rIdT', from: 'word/settings.xml' }],
      }),
  ),
  harmless(
    'docx',
    'field that starts a program',
    { ...gone('DDEAUTO'), removed: ['dde_fields'], ...textIs('As shown.') },
    () => docx({ body: field(`DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k ${mark}"`) }),
  ),
  harmless(
    'docx',
    'field that starts a program, in pieces',
    { gone: [mark], removed: ['dde_fields'], ...textIs('As shown.') },
    () => docx({ body: field(`DDE</w:instrText></w:r><w:r><w:instrText>AUTO cmd "${mark}"`) }),
  ),
  harmless('docx', 'field that starts a program, inside another', { ...gone('DDEAUTO'), removed: ['dde_fields'] }, () =>
    docx({
      body: field(
        `QUOTE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDEAUTO cmd "${mark}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText>`,
      ),
    }),
  ),
  harmless(
    'docx',
    'field that starts a program, simple',
    { ...gone('DDE'), removed: ['dde_fields'], ...textIs('As shown.') },
    () =>
      docx({ body: paragraph(`<w:fldSimple w:instr="DDE cmd &quot;${mark}&quot;">${run('As shown.')}</w:fldSimple>`) }),
  ),
  harmless('docx', 'field that fetches a picture', { ...gone('tracker.example'), removed: ['external_links'] }, () =>
    docx({ body: field(`INCLUDEPICTURE "${tracker}.png" \\d`) }),
  ),
  harmless(
    'docx',
    'picture that is fetched',
    { ...gone('tracker.example'), removed: ['external_links'], ...textIs() },
    () =>
      docx({
        body: paragraph(drawing('rIdX', undefined, 'r:link')),
        links: [{ rel: 'image', target: `${tracker}.png`, id: 'rIdX' }],
      }),
  ),
  harmless('docx', 'old picture that is fetched', { ...gone('tracker.example'), ...textIs() }, () =>
    docx({
      body: paragraph(
        `<w:r><w:pict><v:shape id="s" style="width:9pt;height:9pt"><v:imagedata src="${tracker}.png"/><v:fill r:id="rIdX" o:href="${tracker}.png" type="frame"/></v:shape></w:pict></w:r>`,
      ),
      links: [{ rel: 'image', target: `${tracker}.png`, id: 'rIdX' }],
    }),
  ),
  harmless(
    'docx',
    'object with a program in it',
    { ...gone('Ole10Native'), removed: ['embedded_objects'], ...textIs() },
    () => docx({ body: embedded, parts: [ole] }),
  ),
  harmless('docx', 'object that is fetched', { ...gone('tracker.example'), removed: ['external_links'] }, () =>
    docx({
      body: embedded.replace('Type="Embed"', 'Type="Link" UpdateMode="Always"'),
      links: [{ rel: 'oleObject', target: `${tracker}.doc`, id: 'rIdOle' }],
    }),
  ),
  harmless('docx', 'control of ActiveX', { ...gone('activeX'), ...textIs() }, () =>
    docx({
      body: paragraph('<w:r><w:object><w:control r:id="rIdControl" w:name="C" w:shapeid="o1"/></w:object></w:r>'),
      parts: [
        {
          name: 'word/activeX/activeX1.xml',
          bytes: `<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" ax:classid="{D27CDB6E-AE6D-11cf-96B8-444553540000}" ax:license="${mark}"/>`,
          type: 'application/vnd.ms-office.activeX+xml',
          rel: 'control',
          id: 'rIdControl',
        },
      ],
    }),
  ),
  held('docx', 'web page as a chunk', 'cannot_be_cleaned', () =>
    docx({
      body: '<w:altChunk r:id="rIdChunk"/>',
      parts: [
        {
          name: 'word/chunk.txt',
          bytes: `<html><script>${mark}</script></html>`,
          type: 'text/html',
          rel: 'aFChunk',
          id: 'rIdChunk',
        },
      ],
    }),
  ),
  harmless('docx', 'chapter from another machine', { ...gone('tracker.example'), ...textIs() }, () =>
    docx({
      body: paragraph('<w:subDoc r:id="rIdSub"/>'),
      links: [{ rel: 'subDocument', target: `${tracker}.docx`, id: 'rIdSub' }],
    }),
  ),
  harmless('docx', 'frame from another machine', { ...gone('tracker.example'), ...textIs() }, () =>
    docx({
      parts: [
        {
          name: 'word/webSettings.xml',
          bytes: wordPart(
            'webSettings',
            '<w:frameset><w:frame><w:sourceFileName r:id="rIdFrame"/></w:frame></w:frameset>',
          ),
          rel: 'webSettings',
        },
      ],
      links: [{ rel: 'frame', target: tracker, id: 'rIdFrame', from: 'word/webSettings.xml' }],
    }),
  ),
  harmless('docx', 'link that runs a script', { ...gone('javascript:'), ...textIs('the form') }, () =>
    docx({
      body: paragraph(`<w:hyperlink r:id="rIdL">${run('the form')}</w:hyperlink>`),
      links: [{ rel: 'hyperlink', target: `javascript:${mark}`, id: 'rIdL' }],
    }),
  ),
  harmless('docx', 'picture that opens something when it is clicked', { ...gone('ms-officecmd'), ...textIs() }, () =>
    docx({
      body: paragraph(
        drawing('rIdF')
          .replaceAll('name="Figure"/>', 'name="Figure"><a:hlinkClick r:id="rIdL"/></pic:cNvPr>')
          .replace('</pic:cNvPr>', '</wp:docPr>'),
      ),
      parts: [{ name: 'word/media/image1.png', bytes: png(), rel: 'image', id: 'rIdF' }],
      links: [{ rel: 'hyperlink', target: `ms-officecmd:${mark}`, id: 'rIdL' }],
    }),
  ),
  harmless('docx', 'picture that is no picture', { gone: [mark, '<?php'], removed: ['pictures_not_cleanable'] }, () =>
    docx({
      body: paragraph(drawing('rIdF')),
      parts: [{ name: 'word/media/image1.png', bytes: `<?php ${mark} ?>`, rel: 'image', id: 'rIdF' }],
    }),
  ),
]
