import { readPdf, type PdfDocument } from '../formats/pdf/document.ts'
import { NewPdf } from '../formats/pdf/new-pdf.ts'
import { type Dict, dictOf, isDict, Name, type PdfObject, Ref, Stream, Text } from '../formats/pdf/objects.ts'
import type { Printed } from '../toolchain.ts'

/**
 * A clean PDF with title, byline and language as the journal prints them, never as the file stated them. Everything else is copied
 * unchanged.
 * @throws FileRejected when the file cannot be read
 */
export function stampPdf(bytes: Buffer, printed: Printed): Buffer {
  return readPdf(bytes, (document) => {
    const target = new NewPdf()
    const { carried, finish } = carrier(document, target)
    const catalog = carried(document.catalog)
    const metadata = target.add(
      new Stream(dictOf({ Type: new Name('Metadata'), Subtype: new Name('XML') }), Buffer.from(xmpOf(printed))),
    )
    const root: Dict = new Map(isDict(catalog) ? catalog : [])
    root.set('Lang', textString(printed.language))
    root.set('Metadata', metadata)
    root.set('ViewerPreferences', showingTheTitle(document, carried))
    const information = target.add(
      dictOf({ Title: textString(printed.title), Author: textString(printed.bylines.join(', ')) }),
    )
    const ref = target.add(root)
    finish()
    return target.write(ref, information)
  })
}

function showingTheTitle(document: PdfDocument, carried: (object: PdfObject) => PdfObject): Dict {
  const given = document.get(document.catalog.get('ViewerPreferences'))
  const kept = isDict(given) ? carried(given) : null
  return new Map([...(isDict(kept) ? kept : []), ['DisplayDocTitle', true]])
}

/** Copies objects from one document to another, each once, with everything they refer to. */
function carrier(document: PdfDocument, target: NewPdf) {
  const moved = new Map<number, Ref>()
  const waiting: Ref[] = []
  const carried = (object: PdfObject): PdfObject => {
    if (object instanceof Ref) return placeOf(object)
    if (object instanceof Stream) return new Stream(dictCarried(object.dict), object.bytes)
    if (Array.isArray(object)) return object.map(carried)
    return isDict(object) ? dictCarried(object) : object
  }
  const dictCarried = (dict: Dict): Dict => new Map([...dict].map(([key, value]) => [key, carried(value)]))
  const placeOf = (ref: Ref): Ref => {
    const known = moved.get(ref.number)
    if (known !== undefined) return known
    const place = target.reserve()
    moved.set(ref.number, place)
    waiting.push(ref)
    return place
  }
  const finish = () => {
    for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop())
      target.fill(placeOf(ref), carried(document.get(ref)))
  }
  return { carried, finish }
}

/** ASCII, or UTF-16 with its byte order mark (ISO 32000-1, 7.9.2.2). */
function textString(text: string): Text {
  if (/^[\x20-\x7e]*$/.test(text)) return new Text(Buffer.from(text, 'latin1'))
  return new Text(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())
}

function xmpOf({ title, bylines, language, doi }: Printed): string {
  const creators = bylines.map((name) => `<rdf:li>${escaped(name)}</rdf:li>`).join('')
  const identifier = doi === null ? '' : `<dc:identifier>doi:${escaped(doi)}</dc:identifier>`
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq>${creators}</rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>${escaped(language)}</rdf:li></rdf:Bag></dc:language>
${identifier}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
