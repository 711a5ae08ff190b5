import type { Stripped } from '../../../../server/domain/preparation.ts'
import type { Copier } from './copy.ts'
import { stateOf } from './field-values.ts'
import { appearanceFor } from './fields.ts'
import { type Dict, isDict, nameOf, type PdfObject, Ref, Stream } from './objects.ts'

/** A drawing over a page that becomes part of the page. */
export interface Drawing {
  readonly form: PdfObject
  /** From the form's coordinates to the page's, as PDF's six numbers. */
  readonly matrix: readonly number[]
}

// Content of the page by its author. Notes, stamps, highlights and the like are a reader's remarks and are removed.
const content = new Set(['FreeText', 'Line', 'Square', 'Circle', 'Polygon', 'PolyLine', 'Ink', 'Watermark', 'Widget'])
const hidden = 2
const notOnScreen = 32

const tellingOf: Record<string, Stripped> = {
  Widget: 'form_data',
  FileAttachment: 'attachments',
  Screen: 'embedded_objects',
  Movie: 'embedded_objects',
  Sound: 'embedded_objects',
  '3D': 'embedded_objects',
  RichMedia: 'embedded_objects',
}

/**
 * Links stay, with only their position and target. What was filled in, written or drawn over the page is returned, to be drawn into the
 * page without the names of its writers.
 */
export function takeAnnotations(page: Dict, copier: Copier): { links: PdfObject[]; drawings: Drawing[] } {
  const annotations = copier.get(page.get('Annots'))
  const links: PdfObject[] = []
  const drawings: Drawing[] = []
  if (!Array.isArray(annotations)) return { links, drawings }
  for (const at of annotations) {
    const annotation = copier.get(at)
    if (!isDict(annotation)) continue
    const kind = nameOf(copier.get(annotation.get('Subtype'))) ?? ''
    if (kind === 'Link') links.push(...linkFrom(at, annotation, copier))
    else if (isSignature(annotation, copier)) copier.removed.add('signatures')
    else {
      copier.removed.add(tellingOf[kind] ?? 'annotations')
      if (content.has(kind) && !isHidden(annotation, copier)) drawings.push(...drawingOf(annotation, copier))
    }
  }
  return { links, drawings }
}

function linkFrom(at: PdfObject, annotation: Dict, copier: Copier): PdfObject[] {
  const link = copier.dict(annotation, 'link')
  if (annotation.has('Contents')) copier.removed.add('annotations')
  if (!link.has('A') && !link.has('Dest')) return []
  const ref = copier.target.add(link)
  if (at instanceof Ref) copier.annotations.set(at.number, ref)
  return [ref]
}

/** A signature shows the signer's name and the date. */
function isSignature(annotation: Dict, copier: Copier): boolean {
  const parent = copier.get(annotation.get('Parent'))
  const type = annotation.get('FT') ?? (isDict(parent) ? parent.get('FT') : null)
  return nameOf(copier.get(type)) === 'Sig'
}

function isHidden(annotation: Dict, copier: Copier): boolean {
  const flags = copier.get(annotation.get('F'))
  return typeof flags === 'number' && (flags & (hidden | notOnScreen)) !== 0
}

function drawingOf(annotation: Dict, copier: Copier): Drawing[] {
  const rectangle = numbersIn(annotation.get('Rect'), copier)
  if (rectangle.length !== 4) return []
  const form = appearanceOf(annotation, copier)
  const found = copier.get(form)
  const stream = found instanceof Stream ? found : null
  const place = placeOf(annotation, rectangle, copier)
  const { own, ours } = appearanceFor(annotation, place, stream, copier)
  return [
    ...(own && stream !== null ? asItsFileDraws(form, stream, rectangle, copier) : []),
    ...(ours === null ? [] : [{ form: ours, matrix: place.matrix }]),
  ]
}

/** Size and rotation of our own drawing in the annotation's rectangle. */
function placeOf(annotation: Dict, [x0 = 0, y0 = 0, x1 = 0, y1 = 0]: readonly number[], { get }: Copier) {
  const [left, right, bottom, top] = [Math.min(x0, x1), Math.max(x0, x1), Math.min(y0, y1), Math.max(y0, y1)]
  const look = get(annotation.get('MK'))
  const turned = isDict(look) ? get(look.get('R')) : 0
  const [width, height] = [right - left, top - bottom]
  if (turned === 90) return { width: height, height: width, matrix: [0, 1, -1, 0, right, bottom] }
  if (turned === 180) return { width, height, matrix: [-1, 0, 0, -1, right, top] }
  if (turned === 270) return { width: height, height: width, matrix: [0, -1, 1, 0, left, top] }
  return { width, height, matrix: [1, 0, 0, 1, left, bottom] }
}

function asItsFileDraws(form: PdfObject, stream: Stream, rectangle: readonly number[], copier: Copier): Drawing[] {
  const box = numbersIn(stream.dict.get('BBox'), copier)
  const own = numbersIn(stream.dict.get('Matrix'), copier)
  const matrix = box.length === 4 ? fitting(box, own.length === 6 ? own : [1, 0, 0, 1, 0, 0], rectangle) : null
  return matrix === null ? [] : [{ form: copier.form(form, stream), matrix }]
}

function appearanceOf(annotation: Dict, copier: Copier): PdfObject {
  const appearances = copier.get(annotation.get('AP'))
  if (!isDict(appearances)) return null
  const normal = appearances.get('N') ?? null
  const states = copier.get(normal)
  if (!isDict(states)) return normal
  return states.get(stateOf(annotation, copier)) ?? null
}

function numbersIn(object: PdfObject | undefined, copier: Copier): number[] {
  const array = copier.get(object)
  return Array.isArray(array) ? array.map(copier.get).filter((element) => typeof element === 'number') : []
}

/** ISO 32000-1, 12.5.5, algorithm 8.1: the form's box, transformed by its own matrix, is fitted into the rectangle. */
function fitting(box: readonly number[], own: readonly number[], rectangle: readonly number[]): number[] | null {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = own
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box
  const corners = [
    [x0, y0],
    [x0, y1],
    [x1, y0],
    [x1, y1],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f] as const)
  const left = Math.min(...corners.map(([x]) => x))
  const bottom = Math.min(...corners.map(([, y]) => y))
  const width = Math.max(...corners.map(([x]) => x)) - left
  const height = Math.max(...corners.map(([, y]) => y)) - bottom
  if (!(width > 0 && height > 0)) return null
  const [rx0 = 0, ry0 = 0, rx1 = 0, ry1 = 0] = rectangle
  const across = Math.abs(rx1 - rx0) / width
  const up = Math.abs(ry1 - ry0) / height
  return [across, 0, 0, up, Math.min(rx0, rx1) - left * across, Math.min(ry0, ry1) - bottom * up]
}
