import { type PageIngredients, pdf } from '../make/pdf.ts'
import { baseText, docx } from '../make/docx.ts'
import { type HostileCase, harmless, refused } from './case.ts'

const mark = 'Zzqx-hostile-7f3a'

/** Something that acts: its copy reads the same, its author is told. */
function acts(
  name: string,
  ingredients: PageIngredients,
  gone: readonly string[],
  removed: 'pdf_actions' | 'attachments' | 'external_links' | 'web_links' | 'form_data' = 'pdf_actions',
): HostileCase {
  return harmless('pdf', name, { gone: [mark, ...gone], removed: [removed], text: baseText }, () => pdf(ingredients))
}

const widget = (inside: string): PageIngredients => ({
  page: '/Annots [10 0 R]',
  objects: { 10: `<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] ${inside} >>` },
})
export const bytesOf = (content: string) => Buffer.from(content, 'latin1')
const script = `<< /S /JavaScript /JS (app.alert\\('${mark}'\\)) >>`
export const replaced = (file: Buffer, from: string | RegExp, to: string) =>
  bytesOf(file.toString('latin1').replace(from, to))

export const pdfActions: readonly HostileCase[] = [
  acts('script when it is opened', { catalog: `/OpenAction ${script}` }, ['/JavaScript', 'app.alert']),
  acts('script in the list of names', { catalog: `/Names << /JavaScript << /Names [(a) ${script}] >> >>` }, [
    '/JavaScript',
  ]),
  acts('script when a page is shown', { page: `/AA << /O ${script} >>` }, ['/JavaScript']),
  acts('script when the file is closed', { catalog: `/AA << /WC ${script} >>` }, ['/JavaScript']),
  acts('script behind another action', widget(`/A << /S /GoTo /D [3 0 R /Fit] /Next ${script} >>`), ['/JavaScript']),
  acts(
    'script whose name is written in escapes',
    { catalog: `/OpenAction << /S /#4aavaScript /J#53 (${mark}) >>` },
    [],
  ),
  acts('script in an object stream', { packed: true, catalog: '/OpenAction 10 0 R', objects: { 10: script } }, [
    '/JavaScript',
  ]),
  acts('program to be started', widget(`/A << /S /Launch /F (${mark}.exe) /Win << /F (cmd.exe) >> >>`), [
    '/Launch',
    'cmd.exe',
  ]),
  acts(
    'form to be sent',
    {
      catalog: '/AcroForm << /Fields [] >>',
      ...widget(`/A << /S /SubmitForm /F << /FS /URL /F (https://tracker.example/${mark}) >> >>`),
    },
    ['/SubmitForm', 'tracker.example'],
  ),
  acts('data to be taken in', widget(`/A << /S /ImportData /F (${mark}.fdf) >>`), ['/ImportData']),
  acts(
    'film to be played',
    widget(`/A << /S /Rendition /R << /C << /D (https://tracker.example/${mark}.mp4) >> >> >>`),
    ['/Rendition'],
  ),
  acts(
    'program as an attachment',
    {
      catalog: '/Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >>',
      objects: {
        10: `<< /Type /Filespec /F (${mark}.exe) /EF << /F 11 0 R >> >>`,
        11: { dictionary: '/Type /EmbeddedFile', bytes: `MZ${mark}` },
      },
    },
    ['/EmbeddedFile', '/Filespec'],
    'attachments',
  ),
  acts(
    'link to another file',
    widget(`/A << /S /GoToR /F (file:///${mark}.pdf) /D [0 /Fit] >>`),
    ['/GoToR'],
    'external_links',
  ),
  acts('link into an attachment', widget(`/A << /S /GoToE /F (${mark}.pdf) /T << /R /C /N (a) >> >>`), ['/GoToE']),
  acts('link to a file of the machine', widget(`/A << /S /URI /URI (file:///etc/${mark}) >>`), ['file:'], 'web_links'),
  acts('link that is a script', widget(`/A << /S /URI /URI (javascript:${mark}) >>`), ['javascript:'], 'web_links'),
  acts(
    'XFA form',
    {
      catalog: '/AcroForm << /Fields [] /XFA 10 0 R >>',
      objects: { 10: { dictionary: '', bytes: `<xdp:xdp xmlns:xdp="x"><script>${mark}</script></xdp:xdp>` } },
    },
    ['/XFA'],
    'form_data',
  ),
  harmless('pdf', 'page contents in another file', { gone: [mark, '/FFilter'] }, () =>
    pdf({
      objects: {
        10: {
          dictionary: `/F (file:///${mark}) /FFilter /FlateDecode /Type /XObject /Subtype /Form /BBox [0 0 9 9]`,
          bytes: '',
        },
      },
      resources: '/XObject << /X 10 0 R >>',
      content: '/X Do',
    }),
  ),
  harmless('pdf', 'rich media', { gone: [mark, '/RichMedia'] }, () =>
    pdf({
      page: '/Annots [10 0 R]',
      objects: {
        10: `<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] /RichMediaContent << /Assets << /Names [(${mark}.swf) 11 0 R] >> >> >>`,
        11: '<< /Type /Filespec /F (a.swf) >>',
      },
    }),
  ),
]

export const pdfDisguises: readonly HostileCase[] = [
  harmless('pdf', 'web page before the file', { gone: ['<script'], text: baseText }, () =>
    pdf({ prefix: '<html><script>1</script><!--' }),
  ),
  harmless('pdf', 'document behind the file', { gone: ['[Content_Types]'], text: baseText }, () =>
    pdf({ suffix: docx() }),
  ),
  refused('pdf', 'web page called a PDF', 'wrong_type', () => bytesOf('<!doctype html><p>Not a PDF')),
  refused('pdf', 'document called a PDF', 'wrong_type', () => docx()),
  refused('pdf', 'header and nothing else', 'damaged', () => bytesOf('%PDF-1.7\n%%EOF\n')),
  refused('pdf', 'nothing at all', 'empty', () => Buffer.alloc(0)),
  refused('pdf', 'file of pages that are not there', 'damaged', () =>
    replaced(pdf(), '/Kids [3 0 R]', '/Kids [99 0 R]'),
  ),
]
