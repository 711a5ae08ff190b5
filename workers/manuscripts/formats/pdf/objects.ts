// The objects of a PDF (ISO 32000-1, 7.3) as values: numbers, booleans and null are JavaScript's own.

export class Name {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** A string: bytes, in the encoding that its use requires. */
export class Text {
  readonly bytes: Buffer
  constructor(bytes: Buffer) {
    this.bytes = bytes
  }
}

/** The address of an object. */
export class Ref {
  readonly number: number
  readonly generation: number
  constructor(number: number, generation = 0) {
    this.number = number
    this.generation = generation
  }
}

export class Stream {
  readonly dict: Dict
  /** With filters applied, but never encrypted. */
  readonly bytes: Buffer
  constructor(dict: Dict, bytes: Buffer) {
    this.dict = dict
    this.bytes = bytes
  }
}

export interface Dict extends Map<string, PdfObject> {}
export type PdfObject = null | boolean | number | Name | Text | Ref | PdfObject[] | Dict | Stream

export const isDict = (object: PdfObject | undefined): object is Dict => object instanceof Map
export const nameOf = (object: PdfObject | undefined): string | null => (object instanceof Name ? object.text : null)
export const dictOf = (entries: Record<string, PdfObject>): Dict => new Map(Object.entries(entries))
