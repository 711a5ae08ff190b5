import { localName } from './markup.ts'
import type { Role } from './statements.ts'

/** The meaning of an element's text or of an attribute's value. */
export interface Meaning {
  readonly role: Role
  readonly position: string
}

const person = (position: string): Meaning => ({ role: 'person', position })
const shown = (position: string): Meaning => ({ role: 'shown_person', position })
const property = (position: string): Meaning => ({ role: 'property', position })
const origin = (position: string): Meaning => ({ role: 'origin', position })

/** Elements whose text is a person, an employer, or about one of them, in any part. */
const elements: Readonly<Record<string, Meaning>> = {
  creator: person('creator'),
  contributor: person('contributor'),
  publisher: person('company'),
  lastModifiedBy: person('last_modified_by'),
  Manager: person('manager'),
  Company: person('company'),
  'initial-creator': person('creator'),
  'printed-by': person('printed_by'),
  'creator-initials': person('initials'),
  'sender-initials': person('initials'),
  author: person('comment_author'),
  DisplayName: person('custom_property'),
  AccountId: property('custom_property'),
  Template: origin('template_path'),
  HyperlinkBase: origin('link_target'),
  docVar: property('custom_property'),
  'user-defined': property('custom_property'),
  'config-item': origin('settings'),
  connectString: origin('data_source'),
  query: origin('data_source'),
  'text:author-name': shown('field'),
  'text:author-initials': shown('field'),
  'text:initial-creator': shown('field'),
  'text:creator': shown('field'),
  'text:printed-by': shown('field'),
  'text:file-name': shown('field'),
  'text:template-name': shown('field'),
}

/** Attributes that hold a person or an employer, in any element. */
const attributes: Readonly<Record<string, Meaning>> = {
  author: person('revision_author'),
  initials: person('initials'),
  lastModifiedBy: person('last_modified_by'),
  refreshedBy: person('last_modified_by'),
  modifiedBy: person('last_modified_by'),
  createdBy: person('creator'),
  userName: person('revision_author'),
  userId: person('revision_author'),
  ed: person('protected_range_editor'),
  user: person('revision_author'),
  Target: origin('link_target'),
  href: origin('link_target'),
  url: origin('link_target'),
  src: origin('link_target'),
  connection: origin('data_source'),
  connectionFile: origin('data_source'),
  sourceFile: origin('data_source'),
  descr: origin('alt_text'),
  alt: origin('alt_text'),
  title: origin('alt_text'),
}

/** Whether an element or attribute with this name holds a person, an address or an employer. */
export function nameHintsAtPerson(name: string): boolean {
  return /user|name$|author|operator|person|people|owner|contact|creator|editor|reviewer|approver|manager|company|mail|sender|recorded by|\bby$|[a-z]By$|checked|client|department|signed/i.test(
    name,
  )
}

const listedPeople = new Set(['person', 'author', 'cmAuthor'])
const namesOfStyles = new Set([
  'style',
  'font',
  'lsdException',
  'cellStyle',
  'tableStyle',
  'theme',
  'clrScheme',
  'fontScheme',
  'fmtScheme',
])
const vocabulary =
  /^(val|type|typeface|ascii|hAnsi|cs|eastAsia|charset|styleId|prst|uri|fmla|style-name|family|font-name|[\w-]*-style-name|font-[\w-]+|display-name|num-[\w-]+|class|fill|stroke|rgb|xfId|r|t|s|spans)$/

const free: Meaning = { role: 'free', position: 'attribute' }
const ordinary: Meaning = { role: 'vocabulary', position: 'attribute' }

export function meaningOfElement(name: string): Meaning | null {
  return elements[name] ?? (/^(text|b):/.test(name) ? null : (elements[localName(name)] ?? null))
}

export function meaningOfAttribute(element: string, attribute: string): Meaning {
  if (attribute.startsWith('xmlns')) return ordinary
  const [within, name] = [localName(element), localName(attribute)]
  // A list of cited works: its authors are shown on the page and need not be the manuscript's authors.
  if (within === 'bibliography-mark' || (within === 'tableColumn' && name === 'name'))
    return { role: 'text', position: 'attribute' }
  // A sheet's name is shown on its tab, and above its table in the reading view.
  if (within === 'sheet' && name === 'name') return { role: 'text', position: 'attribute' }
  // The text of WordArt.
  if (within === 'textpath' && name === 'string') return { role: 'text', position: 'attribute' }
  if (within === 'table-cell' && name === 'string-value') return { role: 'text', position: 'attribute' }
  if (listedPeople.has(within) && /^(name|displayName)$/.test(name)) return person('comment_author')
  if (within === 'docVar' && name === 'val') return property('custom_property')
  if (within === 'absPath') return origin('template_path')
  if (within === 'Relationship' && name !== 'Target') return ordinary
  if (namesOfStyles.has(within) || vocabulary.test(name)) return ordinary
  // A mail address list or a query, not an element of a text.
  if (name === 'title' && within === 'bookmark') return free
  return attributes[name] ?? free
}

/** Elements of a Word, Excel or PowerPoint part whose words are on the page. */
export function isShownElement(name: string): boolean {
  return shownElements.has(localName(name))
}

const shownElements = new Set(
  't v pt formula1 formula2 oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter separator'.split(' '),
)

/** Parts no clean copy has: who they list, or what they show, is not the manuscript. */
export const partsNotLeft =
  /(^|\/)(comments\w*\d*|people|custom|docMetadata\/.*|authors|commentAuthors)\.xml$|^customXml\/|^xl\/(persons|threadedComments|revisions|printerSettings)\/|(^|\/)(vbaProject|vbaData|attachedToolbars|printerSettings\d*)\.(bin|xml)$|^docProps\/(thumbnail|custom)|^Thumbnails\/|^_xmlsignatures\/|^META-INF\/\w*signatures\.xml$|^Configurations2\/.*accelerator|^docMetadata\//i

/** Parts in which nothing is on the page. */
export const partsAboutTheDocument =
  /^docProps\/|^meta\.xml$|^settings\.xml$|\.rels$|^customXml\/|^\[Content_Types\]\.xml$|^META-INF\/|^word\/(settings|styles|webSettings|fontTable|numbering|people|comments)|^xl\/(styles|workbook|comments|persons|connections|externalLinks|revisions)|\.rdf$/
