/** GIF is not taken by itself, but manuscripts hold some. */
export const pictureKinds = ['jpg', 'png', 'tif', 'webp', 'gif'] as const
export type PictureKind = (typeof pictureKinds)[number]

/** What a picture is by its first bytes: what it is called, in a package or by its author, is often wrong. */
export function pictureKindOf(bytes: Buffer): PictureKind | null {
  const start = bytes.toString('latin1', 0, 12)
  if (start.startsWith('\xff\xd8\xff')) return 'jpg'
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (/^(?:II[*+]\0|MM\0[*+])/.test(start)) return 'tif'
  if (/^RIFF.{4}WEBP/s.test(start)) return 'webp'
  return /^GIF8[79]a/.test(start) ? 'gif' : null
}
