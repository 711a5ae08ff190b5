import type { Stripped } from '../../../../server/domain/preparation.ts'
import { maxPixels } from '../images/filtered.ts'
import { filterPicture } from '../images/guard-picture.ts'
import { FileRejected } from '../../shapes.ts'

/** Drawings become pictures fit for printing at the size they state. */
const drawnDensity = 192
const written = /<((?:\w+:)?text)\b[^>]*>([\s\S]*?)<\/\1\s*>/g

export function isSvg(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, 4096)
  return /^(?:\u00ef\u00bb\u00bf)?\s*</.test(start) && /<(?:\w+:)?svg[\s>]/.test(start)
}

/**
 * A drawing in SVG can name files, run scripts and hold any metadata: it comes along as the picture it draws. Nobody can
 * search that picture afterwards, so letters that name somebody are left out of it.
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

/** Illustrator abbreviates the names of vocabularies; an entity made of entities is a bomb, one from elsewhere a theft. */
function definesOnlyWords(markup: string): boolean {
  const entities = [...markup.matchAll(/<!ENTITY[^>]*>/g)]
  return entities.length < 50 && entities.every(([entity]) => /^<!ENTITY\s+[\w.-]+\s+"[^"&%]{0,200}"\s*>$/.test(entity))
}

/** Without each text that names somebody; without any where only several of them together do, as where each letter is set apart. */
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
