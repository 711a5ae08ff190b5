import { markupOf, peopleInMarkup, saidInMarkup } from './names-in-markup.ts'
import { isGeneric, type Sought } from './names-sought.ts'
import type { Place } from './identities.ts'
import { type Allowance, Unreadable, zipEntries } from './zip-entries.ts'

/** Parts in which nothing is the manuscript's text: every word of them is looked at. */
const aboutTheDocument: readonly (readonly [RegExp, Place])[] = [
  [/^docProps\/|^meta\.xml$|(^|\/)_rels\/settings\.xml\.rels$/, 'document_properties'],
  [/^customXml\//, 'document_properties'],
  [/^word\/(comments|people)|^xl\/(comments|persons\/|threadedComments\/|revisions\/)/, 'comments'],
]
const embedded = /\.(docx|xlsx|pptx|odt|ods|odp)$/i
const deepest = 3

/**
 * Where a Word, Excel or OpenDocument file names somebody besides in its text: properties, comments, tracked changes, the
 * names of its parts, and all of these in the documents it embeds.
 * @throws Unreadable
 */
export async function namesInPackage(
  bytes: Buffer,
  sought: Sought,
  allowance: Allowance,
  depth = 1,
): Promise<Set<Place>> {
  if (depth > deepest) throw new Unreadable()
  const found = new Set<Place>()
  for (const { name, read } of zipEntries(bytes, allowance)) {
    if (sought.isNamedIn(name)) found.add('part_names')
    if (embedded.test(name)) {
      for (const place of await namesInPackage(await read(), sought, allowance, depth + 1)) found.add(place)
    } else if (/\.(xml|rels|vml)$/i.test(name)) {
      const place = placeInPart(name, markupOf(await read()), sought)
      if (place !== null) found.add(place)
    }
  }
  return found
}

function placeInPart(name: string, xml: string, sought: Sought): Place | null {
  const place = aboutTheDocument.find(([parts]) => parts.test(name))?.[1] ?? null
  // The sources of a bibliography are the manuscript's text, in another part.
  if (name.startsWith('customXml/') && xml.includes('officeDocument/2006/bibliography')) return null
  const hasPerson = peopleInMarkup(xml, place === 'comments').some(
    (value) => !isGeneric(value) || sought.isNamedIn(value),
  )
  if (place !== null) return hasPerson || sought.isNamedIn(saidInMarkup(xml)) ? place : null
  if (hasPerson) return 'tracked_changes'
  // Excel keeps the folder in which a workbook was last saved.
  const folder = /absPath\b[^>]{0,500}?\burl="([^"]{0,2000})"/.exec(xml)?.[1]
  return folder !== undefined && sought.isNamedIn(folder) ? 'document_properties' : null
}
