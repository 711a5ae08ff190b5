import type { FindingPlace } from '../../server/domain/preparation.ts'

/** The meter says where in the file something stands; people are told where on the page or behind it. The first that fits. */
const places: readonly (readonly [RegExp, FindingPlace])[] = [
  [/\/URI\b|@href|\/Dest\b/, 'link'],
  [/\/Title\b/, 'outline'],
  [/\/Alt\b|@alt/, 'picture_description'],
  [/\/ActualText\b|\/E\b|\(marked content\)/, 'actual_text'],
  [/@id|\(key\)/, 'bookmark'],
  [/comment/, 'hidden'],
  [/\/(?:Author|Creator|Producer|Subject|Keywords)\b|Metadata|xmp/i, 'property'],
  [/EXIF|IPTC|\(picture\)|<img/, 'picture'],
  [/\/Contents\b/, 'annotation'],
]

export function placeOfHit(where: string, isText: boolean): FindingPlace {
  if (isText) return 'text'
  return places.find(([pattern]) => pattern.test(where))?.[1] ?? 'other'
}
