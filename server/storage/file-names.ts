import { z } from 'zod'
import { isBlank, repairedLine } from '../domain/text.ts'

const longest = 255

/** They show a name in another order than it is stored, and forge its ending: a name needs none of them. */
const directions = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/**
 * A file's name as its sender gave it, through whichever door, fit to be shown: one line without folders, controls and
 * marks of direction, in NFC. A long one keeps its ending. Nothing about a name refuses a file.
 */
export function cleanName(given: string | undefined): string {
  const { text: whole } = repairedLine((given ?? '').replaceAll(directions, ''))
  const name = (whole.split(/[/\\]/).at(-1) ?? '').trim()
  return isBlank(name) ? 'file' : shortened(name)
}

/** The name of a file in a request: whatever it is, the file is kept. */
export const FileName = z.string().transform(cleanName)

function shortened(name: string): string {
  if (name.length <= longest) return name
  const ending = /\.[^.\s]{1,16}$/.exec(name)?.[0] ?? ''
  // Cut between characters, not within one.
  return `${name.slice(0, longest - ending.length).replace(/[\uD800-\uDBFF]$/, '')}${ending}`
}
