import type { Walk } from './statements.ts'

/** Nothing but text: all of it is to be read. */
export function walkPlain(bytes: Buffer, within: string, { listener }: Walk): void {
  listener.said({ role: 'text', position: 'text', where: `${within}text`, value: bytes.toString('utf8') })
}
