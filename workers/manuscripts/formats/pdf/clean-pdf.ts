import { type Stripped, strippedThings } from '../../../../server/domain/preparation.ts'
import type { Cleaned, CleanOptions } from '../../shapes.ts'
import { takeAnnotations } from './annotations.ts'
import { Copier } from './copy.ts'
import { type PdfDocument, readPdf } from './document.ts'
import { linkPages } from './link-list.ts'
import { NewPdf } from './new-pdf.ts'
import { type Dict, dictOf, isDict, Name } from './objects.ts'
import { addContent } from './page-content.ts'
import { pagesOf } from './pages.ts'

/**
 * A new PDF of the same pages, with the same text, pictures, bookmarks and structure; nothing else is copied. Forms become their filled-in text;
 * notes and signatures are removed. Links lead only to places in the document; a list at the end contains the addresses of other links, unless
 * a page shows them. The same input always gives the same output.
 * @throws FileRejected empty, wrong_type, damaged, encrypted, too_many_parts, too_large_inside, too_many_pixels
 */
export async function cleanPdf(
  bytes: Buffer,
  { people = [], keepsLinks = false }: CleanOptions = {},
): Promise<Cleaned> {
  return readPdf(bytes, (document) => {
    const target = new NewPdf()
    const copier = new Copier(document, target, keepsLinks)
    tell(document, copier.removed)
    const { tree, pages, refs } = copyPages(copier)
    const catalog = copier.dict(document.catalog, 'catalog')
    const ref = target.add(new Map([['Type', new Name('Catalog')], ['Pages', tree], ...catalog]))
    copier.finish()
    const added = linkPages(document, target, { links: copier.leftLinks, pages, people, parent: tree })
    const kids = [...refs, ...added]
    target.fill(tree, dictOf({ Type: new Name('Pages'), Kids: kids, Count: kids.length }))
    return {
      kind: 'pdf',
      bytes: target.write(ref),
      removed: strippedThings.filter((thing) => copier.removed.has(thing)),
    }
  })
}

function copyPages(copier: Copier) {
  const { target } = copier
  const tree = target.reserve()
  const pages = pagesOf(copier.document).map((page) => ({ ...page, ref: target.reserve() }))
  for (const { number, ref } of pages) copier.place(number, ref)
  for (const [n, { ref, dict }] of pages.entries()) {
    copier.page = n + 1
    const page = copier.dict(dict, 'page')
    page.set('Type', new Name('Page'))
    page.set('Parent', tree)
    const { links, drawings } = takeAnnotations(dict, copier)
    if (links.length > 0) page.set('Annots', links)
    addContent(page, dict, drawings, copier)
    target.fill(ref, page)
  }
  copier.page = null
  return { tree, pages: pages.map(({ dict }) => dict), refs: pages.map(({ ref }) => ref) }
}

function tell(document: PdfDocument, removed: Set<Stripped>): void {
  const { catalog, trailer, get } = document
  if (trailer.has('Info')) removed.add('properties')
  if (catalog.has('AcroForm')) removed.add('form_data')
  if (catalog.has('Collection')) removed.add('attachments')
  const names: Dict | null = asDict(get(catalog.get('Names')))
  if (names?.has('JavaScript')) removed.add('pdf_actions')
  if (names?.has('EmbeddedFiles')) removed.add('attachments')
}

const asDict = (object: ReturnType<PdfDocument['get']>) => (isDict(object) ? object : null)
