/** Markers of metadata in pictures inside a drawing, from which the metadata is not removed. */
const markers = ['Exif\0\0', 'http://ns.adobe.com/', 'Photoshop 3.0', '<x:xmpmeta', 'tEXt', 'iTXt', 'zTXt', 'eXIf'].map(
  (marker) => Buffer.from(marker, 'latin1'),
)

export function holdsPictureMetadata(bytes: Buffer): boolean {
  return markers.some((marker) => bytes.includes(marker))
}
