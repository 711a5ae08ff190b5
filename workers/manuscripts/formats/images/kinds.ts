/** GIF is accepted only inside manuscripts. */
export const pictureKinds = ['jpg', 'png', 'tif', 'webp', 'gif'] as const
export type PictureKind = (typeof pictureKinds)[number]

/** The kind of a picture by its first bytes; its name is often wrong. */
export function pictureKindOf(bytes: Buffer): PictureKind | null {
  const start = bytes.toString('latin1', 0, 12)
  if (start.startsWith('\xff\xd8\xff')) return 'jpg'
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (/^(?:II[*+]\0|MM\0[*+])/.test(start)) return 'tif'
  if (/^RIFF.{4}WEBP/s.test(start)) return 'webp'
  return /^GIF8[79]a/.test(start) ? 'gif' : null
}
