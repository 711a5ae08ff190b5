import { type Stripped, strippedThings } from '../../../../server/domain/preparation.ts'
import { endsLikePdf, hasEndMark } from '../../../../server/storage/pdf-marks.ts'
import { type Guarded, FileRejected } from '../../shapes.ts'
import { filtersOf } from './decode.ts'
import { type PdfDocument, readPdf } from './document.ts'
import { isDict, nameOf, type PdfObject, Ref, Stream } from './objects.ts'
import { type OldPage, pagesOf } from './pages.ts'
import { isEndless } from './streams.ts'

const actions = new Set(['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'GoToR', 'GoToE', 'Rendition'])
const media = new Set(['RichMedia', '3D', 'Movie', 'Sound', 'Screen'])
/** Deflate compresses at most 1000:1, so smaller streams cannot become too large unless they are compressed twice. */
const harmless = 20_000

/**
 * Checks that a PDF can be read, and lists its active content, which the cleaner removes.
 * @throws FileRejected wrong_type, damaged, encrypted, too_many_parts, too_large_inside, too_many_pixels
 */
export async function guardPdf(bytes: Buffer): Promise<Guarded> {
  return readPdf(bytes, (document) => {
    const pages = pagesOf(document)
    if (!endsLikePdf(bytes)) throw new FileRejected('damaged')
    if (!hasEndMark(bytes)) checkWhole(document, pages)
    const active = activeIn(document)
    return { kind: 'pdf', active: strippedThings.filter((thing) => active.has(thing)) }
  })
}

/** A file that is cut off can still have its catalog; without this check its missing pages would not be noticed. */
function checkWhole({ catalog, get }: PdfDocument, pages: readonly OldPage[]): void {
  const tree = get(catalog.get('Pages'))
  const count = isDict(tree) ? get(tree.get('Count')) : null
  const contents = pages.flatMap(({ dict }) => {
    const given = get(dict.get('Contents'))
    return Array.isArray(given) ? given : [dict.get('Contents') ?? []]
  })
  const isGone = (part: PdfObject) => part instanceof Ref && get(part) === null
  if ((typeof count === 'number' && pages.length < count) || contents.some(isGone)) throw new FileRejected('damaged')
}

function activeIn(document: PdfDocument): Set<Stripped> {
  const active = new Set<Stripped>()
  const seen = new Set<number>()
  const waiting: PdfObject[] = [document.catalog]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next instanceof Ref) {
      if (seen.has(next.number)) continue
      seen.add(next.number)
    }
    const object = document.get(next)
    if (object instanceof Stream) checkSize(object, document)
    const dict = object instanceof Stream ? object.dict : object
    if (isDict(dict)) {
      note(dict, document, active)
      waiting.push(...dict.values())
    } else if (Array.isArray(dict))
      for (const element of dict) if (typeof element === 'object' && element !== null) waiting.push(element)
  }
  return active
}

function note(dict: Map<string, PdfObject>, { get }: PdfDocument, active: Set<Stripped>): void {
  const subtype = nameOf(get(dict.get('Subtype'))) ?? ''
  if (actions.has(nameOf(get(dict.get('S'))) ?? '') || dict.has('JS')) active.add('pdf_actions')
  if (media.has(subtype)) active.add('embedded_objects')
  if (dict.has('EmbeddedFiles') || dict.has('EF') || subtype === 'FileAttachment') active.add('attachments')
  if (dict.has('XFA')) active.add('form_data')
}

function checkSize(stream: Stream, document: PdfDocument): void {
  if (isEndless(stream.dict, document)) throw new FileRejected('too_many_pixels')
  const filters = filtersOf(stream.dict, document.get)
  const picture = nameOf(document.get(stream.dict.get('Subtype'))) === 'Image'
  if (filters.length > 1 || (!picture && stream.bytes.length > harmless)) document.unpacked(stream)
}
