import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

type PageText = Awaited<ReturnType<Awaited<ReturnType<PDFDocumentProxy['getPage']>>['getTextContent']>>
export type Item = Extract<PageText['items'][number], { str: string }>

/** A page's visible part: left, bottom, right, top. */
export type Box = readonly [number, number, number, number]

/** Letters with their position on the upright page: x to the right, y up, from the page's lower left corner. */
export interface Placed {
  readonly item: Item
  readonly x: number
  readonly y: number
  readonly height: number
  /** Rotation anticlockwise, in sixteenths of a turn. */
  readonly angle: number
  /** Read with the page turned sideways. */
  readonly isSideways: boolean
}

const steps = 16

export function place(item: Item, [left, bottom, right, top]: Box): Placed {
  const [a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = item.transform as number[]
  const angle = (Math.round((Math.atan2(b, a) / (2 * Math.PI)) * steps) + steps) % steps
  const [x, y] = [e - left, f - bottom]
  const height = Math.hypot(c, d)
  const [width, tall] = [right - left, top - bottom]
  const turned = { item, height, angle, isSideways: angle % (steps / 2) === steps / 4 }
  if (angle === 0) return { ...turned, x, y }
  if (angle === steps / 4) return { ...turned, x: y, y: width - x }
  if (angle === steps / 2) return { ...turned, x: width - x, y: tall - y }
  if (angle === (steps * 3) / 4) return { ...turned, x: tall - y, y: x }
  const turn = (angle * 2 * Math.PI) / steps
  const [cosine, sine] = [Math.cos(turn), Math.sin(turn)]
  return { ...turned, x: cosine * x + sine * y, y: cosine * y - sine * x }
}

/** Whether all of it is outside the page. */
export function isOutside({ transform, width }: Item, [left, bottom, right, top]: Box): boolean {
  const [a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = transform as number[]
  const along = Math.hypot(a, b) || 1
  const [endX, endY] = [e + (a / along) * width, f + (b / along) * width]
  const xs = [e, endX, e + c, endX + c]
  const ys = [f, endY, f + d, endY + d]
  return Math.max(...xs) < left || Math.min(...xs) > right || Math.max(...ys) < bottom || Math.min(...ys) > top
}

/** Whether all its letters are at one point. */
export function isSizeless({ transform, str }: Item): boolean {
  const [a, b, c, d] = transform as number[]
  return str.trim() !== '' && [a, b, c, d].every((part) => part === 0)
}
