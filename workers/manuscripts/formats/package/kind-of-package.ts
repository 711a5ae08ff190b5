import type { Archive } from './archive.ts'
import { isKnownRelation, relationName } from '../ooxml/office-names.ts'
import { contentTypesOf, type Relation, relationsOf } from '../ooxml/relationships.ts'
import { FileRejected } from '../../shapes.ts'

/** The main part of a Word or Excel file, which refers to all others; null when the package names none. */
export function mainPart(archive: Archive): Relation | null {
  const found = relationsOf(archive, '').filter(
    ({ type, target, external }) =>
      relationName(type) === 'officeDocument' && isKnownRelation(type) && !external && archive.has(target),
  )
  // Some programs would open the one, some the other.
  if (new Set(found.map(({ target }) => target)).size > 1) throw new FileRejected('ambiguous_archive')
  return found[0] ?? null
}

/** The kind that a package states; null for kinds that the journal does not take. @throws FileRejected damaged, dtd, ambiguous_archive */
export function claimed(archive: Archive): 'docx' | 'xlsx' | 'odt' | null {
  const mimetype = archive.read('mimetype')?.toString('latin1').trim()
  if (mimetype !== undefined) {
    return /^application\/vnd\.oasis\.opendocument\.text(?:-template|-master|-web)?$/.test(mimetype) ? 'odt' : null
  }
  const main = mainPart(archive)
  const type = main ? contentTypesOf(archive)(main.target) : null
  if (type === null) return null
  if (isMain(type, 'wordprocessingml', 'word', /document|template/)) return 'docx'
  return isMain(type, 'spreadsheetml', 'excel', /sheet|template|addin/) ? 'xlsx' : null
}

/** A file with macros has a type of Microsoft's: application/vnd.ms-word.document.macroEnabled.main+xml. */
function isMain(type: string, language: string, program: string, form: RegExp): boolean {
  const plain = type.startsWith(`application/vnd.openxmlformats-officedocument.${language}.`)
  const withMacros = type.startsWith(`application/vnd.ms-${program}.`)
  return (plain || withMacros) && form.test(type) && type.endsWith('.main+xml')
}
