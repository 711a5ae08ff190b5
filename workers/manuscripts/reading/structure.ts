import type { FileKind } from '../../../server/files/kinds.ts'
import { Unfinished } from '../shapes.ts'
import { emptyStructure, type Structure } from './blocks.ts'
import { openDocumentStructure } from './opendocument.ts'
import { pdfStructure } from './pdf-paragraphs.ts'
import { separatedStructure, typedStructure } from './typed.ts'
import { wordStructure } from './word.ts'
import { workbookStructure } from './workbook.ts'

type Reader = (bytes: Buffer) => Structure | Promise<Structure>

const pictureReader: Reader = () => emptyStructure
/** Old Word files and web pages are converted before anybody reads them. */
const noReader: Reader = () => {
  throw new Unfinished('no_converter')
}

const readers: Readonly<Record<FileKind, Reader>> = {
  docx: wordStructure,
  odt: openDocumentStructure,
  pdf: pdfStructure,
  xlsx: workbookStructure,
  csv: separatedStructure,
  txt: typedStructure,
  doc: noReader,
  rtf: noReader,
  html: noReader,
  png: pictureReader,
  jpg: pictureReader,
  tif: pictureReader,
  webp: pictureReader,
}

/** @throws Unfit when the file is broken, Unfinished when files of its kind are converted first */
export async function structureOf(bytes: Buffer, kind: FileKind): Promise<Structure> {
  return readers[kind](bytes)
}
