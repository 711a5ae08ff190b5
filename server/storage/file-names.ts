import { z } from 'zod'
import { isBlank, repairedLine } from '../domain/text.ts'

const longest = 255

/** Direction marks display a name in another order than it is stored and can fake its extension; no name needs them. */
const directions = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/**
 * The sender's name for a file, made fit to be shown: one line without folders, control characters and direction marks, in NFC. A long name
 * is shortened and keeps its extension. A file is never refused for its name.
 */
export function cleanName(given: string | undefined): string {
  const { text: whole } = repairedLine((given ?? '').replaceAll(directions, ''))
  const name = (whole.split(/[/\\]/).at(-1) ?? '').trim()
  return isBlank(name) ? 'file' : shortened(name)
}

/** The name of a file in a request: any name is accepted. */
export const FileName = z.string().transform(cleanName)

function shortened(name: string): string {
  if (name.length <= longest) return name
  const ending = /\.[^.\s]{1,16}$/.exec(name)?.[0] ?? ''
  // Cut between characters, not within a surrogate pair.
  return `${name.slice(0, longest - ending.length).replace(/[\uD800-\uDBFF]$/, '')}${ending}`
}
