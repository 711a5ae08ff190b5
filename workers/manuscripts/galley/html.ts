import type { Stripped } from '../../../server/domain/preparation.ts'
import { cleanMedia, placeholder } from '../formats/package/media.ts'
import { FileRejected } from '../shapes.ts'
import { fullTextFrom } from './full-text.ts'

/** The readers' version of an HTML galley, as markup for a page. */
interface CleanHtml {
  readonly markup: string
  readonly removed: readonly Stripped[]
}

/** @throws FileRejected empty, nested_too_deeply, or damaged when it states an unknown encoding */
export async function cleanHtml(bytes: Buffer): Promise<CleanHtml> {
  const written = textOf(bytes)
  const { markup, removed } = await withCleanPictures(fullTextFrom(written))
  if (markup.replaceAll(/<[^>]*>/g, '').trim() === '' && !markup.includes('<img')) throw new FileRejected('empty')
  const notes: Stripped[] = [
    ...(written.includes('<!--') ? (['comments'] as const) : []),
    ...(/<meta\b/i.test(written) ? (['properties'] as const) : []),
    ...removed,
  ]
  return { markup, removed: [...new Set(notes)] }
}

const declaration = /<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,30})/i

function textOf(bytes: Buffer): string {
  const label = declaration.exec(bytes.toString('latin1', 0, 4096))?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    throw new FileRejected('damaged')
  }
}

const embedded = /src="data:image\/\w+;base64,([^"]*)"/g
const shown: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Embedded pictures contain camera, place and maker like any other picture. */
async function withCleanPictures(markup: string): Promise<{ markup: string; removed: Stripped[] }> {
  const parts: string[] = []
  const removed: Stripped[] = []
  let from = 0
  for (const { 0: whole, 1: base64 = '', index } of markup.matchAll(embedded)) {
    const cleaned = await cleanMedia(Buffer.from(base64, 'base64'))
    const media = shown.has(cleaned.contentType) ? cleaned : placeholder
    parts.push(markup.slice(from, index), `src="data:${media.contentType};base64,${media.bytes.toString('base64')}"`)
    removed.push(...media.removed)
    from = index + whole.length
  }
  return { markup: [...parts, markup.slice(from)].join(''), removed }
}
