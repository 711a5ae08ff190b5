/** Signs of metadata in pictures that are packed in something else, where nobody takes it out. */
const markers = ['Exif\0\0', 'http://ns.adobe.com/', 'Photoshop 3.0', '<x:xmpmeta', 'tEXt', 'iTXt', 'zTXt', 'eXIf'].map(
  (marker) => Buffer.from(marker, 'latin1'),
)

export function holdsPictureMetadata(bytes: Buffer): boolean {
  return markers.some((marker) => bytes.includes(marker))
}
