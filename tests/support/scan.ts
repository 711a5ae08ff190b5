import { pdf } from '../corpus/make/pdf.ts'

/** A PDF whose only page is a picture without letters, as from a scanner: no program finds text in it. */
export const scan = pdf({
  resources: '/XObject << /Im1 11 0 R >>',
  objects: {
    4: { dictionary: '', bytes: 'q 595 0 0 842 0 0 cm /Im1 Do Q' },
    11: {
      dictionary: '/Type /XObject /Subtype /Image /Width 400 /Height 560 /BitsPerComponent 8 /ColorSpace /DeviceGray',
      bytes: Buffer.alloc(400 * 560, 255),
    },
  },
})
