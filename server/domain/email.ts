import { oneLine } from './text.ts'

// The syntax of an e-mail address (RFC 5321 with RFC 6531: letters of every script on both sides), for screens and server; and its normal
// form, so that an address written in two ways is one mailbox.

/** Octets of a whole address and of the part before the @, the limits of mail servers (RFC 5321, 4.5.3.1). */
const mostOctets = 254
const mostLocalOctets = 64

const atom = /^(?:[\w!#$%&'*+/=?^`{|}~-]|[^\p{ASCII}\s\p{Z}\p{C}\p{Default_Ignorable_Code_Point}])+$/u
/** Invisible characters copied from mail programs and web pages: no address has them. */
const unseen = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu

/**
 * The normal form of an address: lower case, the domain in its own script ("xn--mnchen-3ya.example" is "münchen.example"), nothing around
 * it.
 * @returns null when it is not an address
 */
export function emailOf(given: string): string | null {
  const written = oneLine(given).replaceAll(unseen, '').trim().normalize('NFC').replace('＠', '@').toLowerCase()
  const cut = written.lastIndexOf('@')
  const [local, domain] = [written.slice(0, cut), domainOf(written.slice(cut + 1))]
  if (cut < 1 || domain === null || !local.split('.').every((part) => atom.test(part))) return null
  const address = `${local}@${domain}`
  return octets(local) > mostLocalOctets || octets(address) > mostOctets ? null : address
}

/** The address with its domain in ASCII, as sent to mail servers: "info@xn--mnchen-3ya.example". */
export function asciiEmail(address: string): string {
  const cut = address.lastIndexOf('@')
  return `${address.slice(0, cut)}@${asciiDomain(address.slice(cut + 1))}`
}

/** Makes "müller.example" and "xn--mller-kva.example" equal; text that is not a domain is returned unchanged. */
export function asciiDomain(domain: string): string {
  return URL.canParse(`http://${domain}/`) ? new URL(`http://${domain}/`).hostname : domain
}

/** A label of a domain as the DNS allows it. */
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

function domainOf(written: string): string | null {
  // Refuses characters that a URL would read as a port, a path or an escape.
  if (!/^[^\p{C}\s!-,/:-@[-^`{-~]+$/u.test(written)) return null
  const ascii = asciiDomain(written.replace(/\.$/, ''))
  const labels = ascii.split('.')
  if (labels.length < 2 || ascii.length > 253 || !labels.every((one) => label.test(one))) return null
  // A last label of digits is refused: that is an IP address.
  if (/^\d+$/.test(labels.at(-1) ?? '')) return null
  const own = labels.map((one) => (one.startsWith('xn--') ? (decoded(one.slice(4)) ?? one) : one)).join('.')
  return asciiDomain(own) === ascii ? own : ascii
}

function octets(text: string): number {
  return new TextEncoder().encode(text).length
}

// Punycode's constants (RFC 3492, 5).
const [base, tMin, tMax, skew, damp, initialBias, initialCode] = [36, 1, 26, 38, 700, 72, 128]

/** A label as it was before it was encoded to ASCII (RFC 3492, 6.2); null when it is not valid Punycode. */
function decoded(punycode: string): string | null {
  const delimiter = punycode.lastIndexOf('-')
  const codes = Array.from(punycode.slice(0, Math.max(0, delimiter)), (character) => character.codePointAt(0) ?? 0)
  let [code, at, bias] = [initialCode, 0, initialBias]
  for (let next = delimiter + 1; next < punycode.length; ) {
    const before = at
    for (let weight = 1, k = base; ; k += base) {
      const digit = digitOf(punycode[next++])
      if (digit === null) return null
      at += digit * weight
      const threshold = Math.min(Math.max(k - bias, tMin), tMax)
      if (digit < threshold) break
      weight *= base - threshold
    }
    const length = codes.length + 1
    bias = adapted(at - before, length, before === 0)
    code += Math.floor(at / length)
    at %= length
    if (code > 0x10ffff) return null
    codes.splice(at++, 0, code)
  }
  return String.fromCodePoint(...codes)
}

function digitOf(character: string | undefined): number | null {
  const found = 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(character ?? ' ')
  return found < 0 ? null : found
}

function adapted(delta: number, length: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / damp) : Math.floor(delta / 2)
  rest += Math.floor(rest / length)
  let k = 0
  for (; rest > ((base - tMin) * tMax) / 2; k += base) rest = Math.floor(rest / (base - tMin))
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew))
}
