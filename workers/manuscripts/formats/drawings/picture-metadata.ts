/** Signs of metadata in pictures that are packed in something else, where nobody takes it out. */
const signs = ['Exif\0\0', 'http://ns.adobe.com/', 'Photoshop 3.0', '<x:xmpmeta', 'tEXt', 'iTXt', 'zTXt', 'eXIf'].map(
  (sign) => Buffer.from(sign, 'latin1'),
)

export function holdsPictureMetadata(bytes: Buffer): boolean {
  return signs.some((sign) => bytes.includes(sign))
}
