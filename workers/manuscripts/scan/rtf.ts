import { nameHintsAtPerson } from './office-rules.ts'
import type { ScanContext } from './statements.ts'

const people: Readonly<Record<string, string>> = {
  author: 'creator',
  operator: 'last_modified_by',
  company: 'company',
  manager: 'manager',
  atnauthor: 'comment_author',
  atnid: 'initials',
}
const properties =
  /\{\\(?:\*\\)?(author|operator|company|manager|atnauthor|atnid|hlinkbase|template|doccomm|keywords|subject|title|staticval)(?![a-z])((?:[^{}]|\{[^{}]{0,400}\}){0,2000})\}/g
const ownProperties = /\{\\propname ([^{}\\]{1,200})\}\\proptype\d{1,3}\s{0,9}\{\\staticval ([^{}]{1,2000})\}/g
const groups = /\{\\\*\\(revtbl|protusertbl|xmlnstbl|userprops)\b/g

/**
 * Emits the people whom an RTF file names: information, comments, tracked changes, permitted editors. Its text is emitted as it is written.
 */
export function walkRtf(bytes: Buffer, within: string, { listener }: ScanContext): void {
  const rtf = bytes.toString('latin1')
  const encoding = /\\ansicpg(\d{3,5})/.exec(rtf)?.[1] ?? '1252'
  for (const [, key = '', written = ''] of rtf.matchAll(properties)) {
    const position = people[key]
    const value = rtfText(written, encoding)
    if (position !== undefined) listener.statement({ role: 'person', position, where: `${within}\\${key}`, value })
    else listener.statement({ role: 'property', position: 'custom_property', where: `${within}\\${key}`, value })
  }
  for (const [, name = '', written = ''] of rtf.matchAll(ownProperties)) {
    const role = nameHintsAtPerson(name) ? 'person' : 'property'
    listener.statement({
      role,
      position: 'custom_property',
      where: `${within}${name}`,
      value: rtfText(written, encoding),
    })
  }
  for (const { index, 1: key = '' } of rtf.matchAll(groups)) {
    if (key === 'userprops' || key === 'xmlnstbl') continue
    for (const [, written = ''] of groupAt(rtf, index).matchAll(/\{((?:[^{}]|\{[^{}]{0,200}\}){0,500})\}/g)) {
      const value = rtfText(written, encoding).replace(/;$/, '')
      listener.statement({ role: 'person', position: 'revision_author', where: `${within}\\${key}`, value })
    }
  }
  listener.bytes(within, bytes, 'data')
}

/** The content of the group that begins here, without its braces. */
function groupAt(rtf: string, from: number): string {
  let depth = 0
  for (let at = from; at < Math.min(rtf.length, from + 100_000); at += 1) {
    if (rtf[at] === '\\') at += 1
    else if (rtf[at] === '{') depth += 1
    else if (rtf[at] === '}' && --depth === 0) return rtf.slice(from + 1, at)
  }
  return rtf.slice(from + 1, from + 100_000)
}

/**
 * Decodes escapes; consecutive bytes are decoded together in the file's code page, because some scripts need two bytes
 * for a character.
 */
function rtfText(written: string, encoding: string): string {
  return written
    .replaceAll(/\\u(-?\d{1,6}) ?(?:\\'[\da-f]{2}|\?)?/gi, (_, code: string) =>
      String.fromCharCode(Number(code) & 0xffff),
    )
    .replaceAll(/(?:\\'[\da-f]{2}){1,400}/gi, (run) =>
      inCodePage(Buffer.from(run.replaceAll("\\'", ''), 'hex'), encoding),
    )
    .replaceAll('\\~', ' ')
    .replaceAll(/\\[a-z]{1,40}-?\d{0,9} ?|[{}]|\\\*/gi, '')
    .replaceAll(/[\r\n]/g, '')
    .trim()
}

function inCodePage(bytes: Buffer, encoding: string): string {
  try {
    return new TextDecoder(`windows-${encoding}`).decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}
