import type { Stripped } from '../../../../server/domain/preparation.ts'
import { maxPixels } from '../images/filtered.ts'
import { filterPicture } from '../images/guard-picture.ts'
import { FileRejected } from '../../shapes.ts'

/** Drawings become pictures with this resolution at their stated size, which is enough to print them. */
const drawnDensity = 192
const written = /<((?:\w+:)?text)\b[^>]*>([\s\S]*?)<\/\1\s*>/g

export function isSvg(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, 4096)
  return /^(?:\u00ef\u00bb\u00bf)?\s*</.test(start) && /<(?:\w+:)?svg[\s>]/.test(start)
}

/**
 * An SVG drawing can refer to files, run scripts and contain any metadata, so the copy contains a picture of it. The picture cannot be searched
 * for names, so texts that name somebody are removed before it is drawn.
 * @throws FileRejected dtd, damaged
 */
export async function drawnSvg(
  bytes: Buffer,
  isNamed: (text: string) => boolean,
): Promise<{ readonly bytes: Buffer; readonly removed: readonly Stripped[] }> {
  if (!definesOnlyWords(bytes.toString('latin1'))) throw new FileRejected('dtd')
  const markup = bytes.toString()
  const without = withoutNames(markup, isNamed)
  const { default: sharp } = await import('sharp')
  try {
    const source = without === markup ? bytes : Buffer.from(without)
    const drawn = await sharp(source, { density: drawnDensity, limitInputPixels: maxPixels }).png().toBuffer()
    return { bytes: filterPicture(drawn, 'png').bytes, removed: without === markup ? [] : ['names_in_drawings'] }
  } catch {
    throw new FileRejected('damaged')
  }
}

/** Illustrator defines entities for namespaces, which are harmless. Entities made of entities can expand without limit; external ones read files. */
function definesOnlyWords(markup: string): boolean {
  const entities = [...markup.matchAll(/<!ENTITY[^>]*>/g)]
  return entities.length < 50 && entities.every(([entity]) => /^<!ENTITY\s+[\w.-]+\s+"[^"&%]{0,200}"\s*>$/.test(entity))
}

/** Removes each text that names somebody; removes all texts when only several of them together do, for example one text for each letter. */
function withoutNames(markup: string, isNamed: (text: string) => boolean): string {
  const each = markup.replaceAll(written, (whole, _: string, inside: string) =>
    isNamed(lettersIn(inside)) ? '' : whole,
  )
  const texts = [...each.matchAll(written)].map(([, , inside = '']) => lettersIn(inside))
  return isNamed(texts.join(' ')) || isNamed(texts.join('')) ? each.replaceAll(written, '') : each
}

function lettersIn(inside: string): string {
  return inside
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#(x?)([\da-f]{1,6});/gi, (_, hex: string, code: string) =>
      letterOf(Number.parseInt(code, hex ? 16 : 10)),
    )
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const letterOf = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : '')
