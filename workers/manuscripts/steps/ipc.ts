import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

// Values pass between worker and child as one JSON file; every Buffer in them is a separate file, referred to by its number.

type Take = (dir: string, name: string) => Promise<Buffer | null>

const bufferKey = '$file'

/** Writes `value` as `name.json`, with `name.0`, `name.1`, … for the buffers in it. */
export async function serialize(dir: string, name: string, value: unknown): Promise<void> {
  const buffers: Buffer[] = []
  const light = withoutBuffers(value, buffers)
  await Promise.all(buffers.map((bytes, index) => writeFile(join(dir, `${name}.${index}`), bytes)))
  // Written last: when this file exists, all others are complete.
  await writeFile(join(dir, `${name}.json`), JSON.stringify(light))
}

/**
 * Reads what `serialize` wrote.
 * @returns undefined when it is missing or incomplete
 */
export async function deserialize(dir: string, name: string, take: Take = readPlainly): Promise<unknown> {
  const text = await take(dir, `${name}.json`)
  if (!text) return undefined
  try {
    return await withBuffers(JSON.parse(text.toString('utf8')), (index) => take(dir, `${name}.${index}`))
  } catch {
    return undefined
  }
}

function withoutBuffers(value: unknown, buffers: Buffer[]): unknown {
  if (Buffer.isBuffer(value)) return { [bufferKey]: buffers.push(value) - 1 }
  if (Array.isArray(value)) return value.map((part) => withoutBuffers(part, buffers))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutBuffers(part, buffers)]))
}

async function withBuffers(value: unknown, buffer: (index: number) => Promise<Buffer | null>): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((part) => withBuffers(part, buffer)))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const [first] = entries
  if (entries.length === 1 && first?.[0] === bufferKey) {
    const bytes = await buffer(Number(first[1]))
    if (!bytes) throw new Error('A file of the message is missing.')
    return bytes
  }
  return Object.fromEntries(
    await Promise.all(entries.map(async ([key, part]) => [key, await withBuffers(part, buffer)] as const)),
  )
}

function readPlainly(dir: string, name: string): Promise<Buffer | null> {
  return readFile(join(dir, name)).catch(() => null)
}
