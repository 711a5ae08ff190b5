import type { PdfDocument } from '../formats/pdf/document.ts'
import type { Dict } from '../formats/pdf/objects.ts'
import { readPage } from '../formats/pdf/page-reader.ts'
import type { Box } from './pdf-items.ts'
import { faultOf, mayLie } from './pdf-fonts.ts'
import { isPlausible } from './plausible.ts'

/**
 * How well a page can be read. `unread`: it has no text, or shows something else than its text says. `pictured`: its text is read, and
 * pictures or drawn letters may say more.
 */
export type Look = 'unread' | 'pictured' | null

/** Facts about a page besides its text. */
export interface PageFacts {
  readonly dict: Dict
  readonly box: Box
  readonly fonts: readonly Dict[]
  readonly hasPictures: boolean
}

// A scanned page may have a stamp or a number as text; a letter turned into curves has a dozen of them.
const fewLetters = 30
const pageShare = 0.6
const manyCurves = 300
/** The letters of a short name, in a row or not. */
const shortName = { run: 4, letters: 8, different: 4 } as const

export function lookAt({ dict, box, fonts, hasPictures }: PageFacts, text: string, document: PdfDocument): Look {
  const letters = text.replaceAll(/[^\p{L}\p{N}]+/gu, '').length
  if (!isPlausible(text)) return 'unread'
  const doubtful = fonts.filter((font) => mayLie(font, document))
  if (letters >= fewLetters && doubtful.length === 0) return hasPictures ? 'pictured' : null
  const seen = shownOn(document, dict)
  const faults = doubtful.flatMap((font) => {
    const use = seen.fonts.get(font)
    return use !== undefined && maySayAName(use) ? [faultOf(font, use.codes, document)] : []
  })
  if (faults.some((fault) => fault !== null && fault !== 'drawn')) return 'unread'
  const area = (box[2] - box[0]) * (box[3] - box[1])
  if (letters < fewLetters && (seen.pictured > area * pageShare || seen.drawn > manyCurves)) return 'unread'
  return hasPictures || faults.includes('drawn') ? 'pictured' : null
}

interface Use {
  readonly codes: Set<number>
  letters: number
  longest: number
}

const maySayAName = ({ codes, letters, longest }: Use) =>
  codes.size >= shortName.different && (longest >= shortName.run || letters >= shortName.letters)

function shownOn(document: PdfDocument, page: Dict) {
  const fonts = new Map<Dict, Use>()
  const seen = { fonts, pictured: 0, drawn: 0 }
  readPage(document, page, {
    shown: (font, codes) => {
      if (font === null) return
      const use = fonts.get(font) ?? { codes: new Set(), letters: 0, longest: 0 }
      fonts.set(font, use)
      const width = font.has('DescendantFonts') ? 2 : 1
      for (let at = 0; at + width <= codes.length; at += width) use.codes.add(codes.readUIntBE(at, width))
      use.letters += codes.length / width
      use.longest = Math.max(use.longest, codes.length / width)
    },
    pictured: (area) => {
      seen.pictured += area
    },
    drawn: () => {
      seen.drawn += 1
    },
  })
  return seen
}
