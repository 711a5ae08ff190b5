import { type Part, drawing, paragraph } from '../make/docx.ts'
import { ascii } from '../make/exif.ts'
import { emf, exifSegment, gif, jpeg, png } from '../make/pictures.ts'
import { type Who, xml } from '../make/worlds.ts'
import type { Choices, DirtyCase } from './case.ts'
import { word } from './docx-properties.ts'
import { jpegCases, pngCases } from './pictures.ts'

// Pictures in the text: every position of a picture of its own, and those a document adds.

const media = (name: string, bytes: Buffer): Part => ({
  name: `word/media/${name}`,
  bytes,
  rel: 'image',
  id: 'rIdFigure',
})
function pictured(name: string, file: string, bytes: (who: Who) => Buffer, choices: Choices = {}): DirtyCase {
  return word(name, (who) => ({ body: paragraph(drawing('rIdFigure')), parts: [media(file, bytes(who))] }), choices)
}

const svg = (who: Who) =>
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:dc="http://purl.org/dc/elements/1.1/" width="8" height="6" ' +
  `sodipodi:docname="${who.unixPath}figure.svg"><metadata><dc:creator>${xml(who.full)}</dc:creator></metadata><title>${who.mark}</title><!-- ${who.mark} --><rect width="8" height="6"/></svg>`

const inMedia = (cases: readonly DirtyCase[], ext: string): readonly DirtyCase[] =>
  cases.map((one) =>
    pictured(`media ${one.name}`, `image1.${ext}`, (who) => one.make(who), {
      planted: one.planted,
      traces: one.traces,
      foundIn: one.foundIn,
    }),
  )

export const mediaCases: readonly DirtyCase[] = [
  ...inMedia(jpegCases, 'jpeg'),
  ...inMedia(pngCases, 'png'),
  pictured('media GIF comment', 'image1.gif', (who) => gif(who.full)),
  pictured('media EMF description', 'image1.emf', (who) => emf(who.mark)),
  pictured('media JPEG that is called PNG', 'image1.png', (who) => jpeg([exifSegment([ascii(0x013b, who.full)])])),
  word('media SVG with its metadata', (who) => ({
    body: paragraph(
      drawing('rIdFigure').replace(
        '<a:blip r:embed="rIdFigure"/>',
        '<a:blip r:embed="rIdFigure"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rIdSvg"/></a:ext></a:extLst></a:blip>',
      ),
    ),
    parts: [media('image1.png', png()), { name: 'word/media/image2.svg', bytes: svg(who), rel: 'image', id: 'rIdSvg' }],
  })),
  word(
    'media part named after somebody',
    (who) => ({ body: paragraph(drawing('rIdFigure')), parts: [media(`${who.word}.png`, png())] }),
    { planted: (who) => [who.word] },
  ),
  word(
    'media from elsewhere, which would tell who opens it',
    (who) => ({
      body: paragraph(drawing('rIdPixel', undefined, 'r:link')),
      links: [{ rel: 'image', target: `https://tracker.example/${who.mark}.png`, id: 'rIdPixel' }],
    }),
    { traces: ['tracker.example'] },
  ),
]
