import type { PdfObject } from '../formats/pdf/objects.ts'

/** Maps one coordinate system to another (ISO 32000-1, 8.3.3). */
export type Matrix = readonly [number, number, number, number, number, number]
export const still: Matrix = [1, 0, 0, 1, 0, 0]

export function matrixOf(operands: readonly PdfObject[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = operands.filter((operand) => typeof operand === 'number')
  return [a, b, c, d, e, f]
}

export function product([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

export function pointOf(place: Matrix, matrix: Matrix): readonly [number, number] {
  const [, , , , x, y] = product(place, matrix)
  return [x, y]
}
