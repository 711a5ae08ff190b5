import { type Dict, isDict, Name, nameOf, type PdfObject, Stream } from './objects.ts'

type Get = (object: PdfObject | undefined) => PdfObject

/** Bytes of a picture's uncompressed rows, or null when unknown. */
export function pixelBytes(dict: Dict, get: Get): number | null {
  const [width, height] = [numberIn(dict, 'Width', get), numberIn(dict, 'Height', get)]
  if (nameOf(get(dict.get('Subtype'))) !== 'Image' || width === null || height === null) return null
  const isMask = get(dict.get('ImageMask')) === true
  const components = isMask ? 1 : componentsOf(get(dict.get('ColorSpace')), get, 0)
  const bits = isMask ? 1 : numberIn(dict, 'BitsPerComponent', get)
  if (components === null || bits === null) return null
  const row = Math.ceil((width * components * bits) / 8)
  return height * (row + (isPredictedByRow(dict, get) ? 1 : 0))
}

function numberIn(dict: Dict, key: string, get: Get): number | null {
  const value = get(dict.get(key))
  return typeof value === 'number' && value > 0 ? value : null
}

/** PNG predictors put a byte before each row. */
function isPredictedByRow(dict: Dict, get: Get): boolean {
  const given = get(dict.get('DecodeParms'))
  const parameters = Array.isArray(given) ? get(given[0]) : given
  return isDict(parameters) && (numberIn(parameters, 'Predictor', get) ?? 1) >= 10
}

const fixed: Record<string, number> = {
  DeviceGray: 1,
  CalGray: 1,
  Indexed: 1,
  Separation: 1,
  DeviceRGB: 3,
  CalRGB: 3,
  Lab: 3,
  DeviceCMYK: 4,
}

function componentsOf(space: PdfObject, get: Get, depth: number): number | null {
  if (space instanceof Name) return fixed[space.text] ?? null
  if (!Array.isArray(space) || depth > 3) return null
  const kind = nameOf(get(space[0])) ?? ''
  const second = get(space[1])
  if (kind === 'ICCBased') return second instanceof Stream ? numberIn(second.dict, 'N', get) : null
  if (kind === 'DeviceN') return Array.isArray(second) ? second.length : null
  return fixed[kind] ?? null
}
