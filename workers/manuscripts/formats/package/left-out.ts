import type { Stripped } from '../../../../server/domain/preparation.ts'
import type { Archive } from './archive.ts'
import { relationName } from '../ooxml/office-names.ts'
import { relationsOf } from '../ooxml/relationships.ts'
import { isWebLink } from './traces.ts'

/** Relationships to parts that are left out, and how these are reported. */
const leftOut: Readonly<Record<string, Stripped>> = {
  'core-properties': 'properties',
  coreProperties: 'properties',
  'extended-properties': 'properties',
  extendedProperties: 'properties',
  'custom-properties': 'properties',
  customProperties: 'properties',
  attachedTemplate: 'properties',
  mailMergeSource: 'external_links',
  mailMergeHeaderSource: 'external_links',
  thumbnail: 'thumbnails',
  comments: 'comments',
  commentsExtended: 'comments',
  commentsExtensible: 'comments',
  commentsIds: 'comments',
  people: 'comments',
  person: 'comments',
  threadedComment: 'comments',
  customXml: 'custom_data',
  xmlMaps: 'custom_data',
  glossaryDocument: 'custom_data',
  classificationlabels: 'custom_data',
  revisionHeaders: 'tracked_changes',
  usernames: 'tracked_changes',
  vbaProject: 'macros',
  xlMacrosheet: 'macros',
  xlIntlMacrosheet: 'macros',
  dialogsheet: 'macros',
  keyMapCustomizations: 'macros',
  attachedToolbars: 'macros',
  oleObject: 'embedded_objects',
  control: 'embedded_objects',
  activeXControlBinary: 'embedded_objects',
  ctrlProp: 'embedded_objects',
  externalLink: 'external_links',
  connections: 'external_links',
  queryTable: 'external_links',
  pivotCacheDefinition: 'custom_data',
  origin: 'signatures',
  signature: 'signatures',
}

/** What is left out of a Word or Excel package, as far as relationships show it. @throws FileRejected damaged, dtd */
export function whatIsLeftOut(archive: Archive): Set<Stripped> {
  const found = new Set<Stripped>()
  for (const name of archive.names) {
    if (!name.endsWith('.rels')) continue
    const part = name.replace(/(^|\/)_rels\/([^/]*)\.rels$/, '$1$2')
    for (const { type } of relationsOf(archive, part)) {
      const thing = leftOut[relationName(type)]
      if (thing) found.add(thing)
    }
  }
  return found
}

/** Active content: the parts left out that a program could execute or follow. */
const working: ReadonlySet<Stripped> = new Set(['macros', 'embedded_objects', 'external_links', 'dde_fields'])

/** @throws FileRejected damaged, dtd */
export function activeIn(archive: Archive, kind: 'docx' | 'xlsx' | 'odt'): Stripped[] {
  const found = kind === 'odt' ? workingInOpenDocument(archive) : workingInOffice(archive)
  return [...found].filter((thing) => working.has(thing))
}

function workingInOffice(archive: Archive): Set<Stripped> {
  const found = whatIsLeftOut(archive)
  for (const name of archive.names) {
    if (name.endsWith('.rels')) {
      const part = name.replace(/(^|\/)_rels\/([^/]*)\.rels$/, '$1$2')
      const outside = relationsOf(archive, part).some(
        ({ type, target, external }) => external && !(relationName(type) === 'hyperlink' && isWebLink(target)),
      )
      if (outside) found.add('external_links')
    }
    if (/^(?:word|xl)\/[^/]*\.xml$/i.test(name) && asksPrograms(archive.read(name))) found.add('dde_fields')
  }
  return found
}

/** An instruction can be split into many runs, so their texts are joined first. */
function asksPrograms(bytes: Buffer | null): boolean {
  const text = bytes?.toString('utf8') ?? ''
  if (/<(?:\w+:)?ddeLink\b/.test(text)) return true
  const instructions = [...text.matchAll(/<(?:\w+:)?instrText[^>]*>([^<]*)<|:instr="([^"]*)"/g)]
  return /\bDDE(?:AUTO)?\b/i.test(instructions.map((found) => found[1] ?? ` ${found[2] ?? ''} `).join(''))
}

function workingInOpenDocument(archive: Archive): Set<Stripped> {
  const found = new Set<Stripped>()
  if (archive.names.some((name) => /^(?:Basic|Scripts)\//.test(name))) found.add('macros')
  for (const name of archive.names) {
    if (!/(?:^|\/)(?:content|styles)\.xml$/.test(name)) continue
    const text = archive.read(name)?.toString('utf8') ?? ''
    if (/<(?:office:script|script:event-listener|text:execute-macro|text:script)\b/.test(text)) found.add('macros')
    if (/<(?:office:dde-source|text:dde-connection)\b/.test(text)) found.add('dde_fields')
    if (/<(?:draw:object-ole|draw:plugin|draw:applet|draw:floating-frame)\b/.test(text)) found.add('embedded_objects')
    if (
      /<(?:draw:image|text:section-source|draw:object|office:binary-data)[^>]*xlink:href="(?:[a-z]+:|\.\.)/i.test(text)
    )
      found.add('external_links')
  }
  return found
}
