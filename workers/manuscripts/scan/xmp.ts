import { localName, readMarkup } from './markup.ts'
import { withoutRepeats, type Role, type ScanContext } from './statements.ts'

// Names of people and employers in the schemas in use (XMP part 2, IPTC, Photoshop, PDF extension): dc:creator,
// xmpRights:Owner, photoshop:AuthorsPosition, Iptc4xmpCore:CiEmailWork, aux:OwnerName, plus:ImageCreatorName …
const people =
  /^(creator|contributor|publisher|rights|author\w*|owner\w*|company|manager|lastmodifiedby|credit|captionwriter|creatorcontactinfo|ci(email|adr|tel|url)\w*|\w*(creator|owner|supplier)name|artist|copyright|by-?line\w*|cameraownername|\w*serialnumber|e?mail\w*|sourcemodifiedby|editor|annotator|attributionname)$/i
const programs = /^(creatortool|producer|softwareagent|software|toolkit|xmptk|format|version|createdate)$/i

/** Emits the people whom an XMP packet names. `xml` may hold more than the packet. */
export function readXmp(xml: string, where: string, { listener }: ScanContext): void {
  listener.leftover(where, 'XMP')
  const emit = withoutRepeats(listener)
  const stack: string[] = []
  const tell = (name: string, value: string) => {
    const role: Role = people.test(name) ? 'person' : programs.test(name) ? 'free' : 'origin'
    emit({ role, position: 'xmp', where: `${where} XMP ${name}`, value: value.trim() })
  }
  readMarkup(xml, {
    open: (element, attributes) => {
      stack.push(element)
      for (const { name, value } of attributes)
        if (!name.startsWith('xmlns') && !name.startsWith('rdf:')) tell(localName(name), value)
    },
    text: (text) => {
      if (text.trim() === '') return
      const named = stack.findLast((name) => !name.startsWith('rdf:')) ?? ''
      const person = stack.findLast((name) => people.test(localName(name)))
      tell(localName(person ?? named), text)
    },
    close: (element) => {
      if (stack.at(-1) === element) stack.pop()
    },
    other: () => {},
  })
}

/** The XMP packets in bytes of any format, in each encoding that the standard allows. */
export function xmpIn(bytes: Buffer): string[] {
  return (['utf8', 'utf16le', 'utf16be'] as const).flatMap((encoding) => packetsIn(bytes, encoding))
}

function packetsIn(bytes: Buffer, encoding: 'utf8' | 'utf16le' | 'utf16be'): string[] {
  const written = (text: string) => {
    const form = Buffer.from(text, encoding === 'utf8' ? 'utf8' : 'utf16le')
    return encoding === 'utf16be' ? form.swap16() : form
  }
  const [open, close] = [written('<rdf:RDF'), written('</rdf:RDF>')]
  const found: string[] = []
  for (let at = bytes.indexOf(open); at >= 0; ) {
    const end = bytes.indexOf(close, at)
    const packet = bytes.subarray(at, end < 0 ? Math.min(bytes.length, at + 1_000_000) : end)
    found.push(
      new TextDecoder(encoding === 'utf8' ? 'utf-8' : encoding === 'utf16le' ? 'utf-16le' : 'utf-16be').decode(packet),
    )
    if (end < 0) break
    at = bytes.indexOf(open, end)
  }
  return found
}
