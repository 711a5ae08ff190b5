import { oneLine } from './text.ts'

// What an e-mail address is (RFC 5321 with RFC 6531: letters of every script on both sides), asked by screens and server
// alike; and its one form, so that an address written in two ways is one mailbox.

/** Octets of a whole address and of what stands before the @, as mail servers take them (RFC 5321, 4.5.3.1). */
const mostOctets = 254
const mostLocalOctets = 64

const atom = /^(?:[\w!#$%&'*+/=?^`{|}~-]|[^\p{ASCII}\s\p{Z}\p{C}\p{Default_Ignorable_Code_Point}])+$/u
/** Copied along from mail programs and pages: no address has them. */
const unseen = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu

/**
 * An address in the one form it is kept in: lower case, the domain in its own script ("xn--mnchen-3ya.example" is
 * "münchen.example"), nothing around it.
 * @returns null when it is no address
 */
export function emailOf(given: string): string | null {
  const written = oneLine(given).replaceAll(unseen, '').trim().normalize('NFC').replace('＠', '@').toLowerCase()
  const cut = written.lastIndexOf('@')
  const [local, domain] = [written.slice(0, cut), domainOf(written.slice(cut + 1))]
  if (cut < 1 || domain === null || !local.split('.').every((part) => atom.test(part))) return null
  const address = `${local}@${domain}`
  return octets(local) > mostLocalOctets || octets(address) > mostOctets ? null : address
}

/** The address with its domain as it travels: "info@xn--mnchen-3ya.example". */
export function asciiEmail(address: string): string {
  const cut = address.lastIndexOf('@')
  return `${address.slice(0, cut)}@${asciiDomain(address.slice(cut + 1))}`
}

/** "müller.example" and "xn--mller-kva.example" are one; what is no domain stays as it is. */
export function asciiDomain(domain: string): string {
  return URL.canParse(`http://${domain}/`) ? new URL(`http://${domain}/`).hostname : domain
}

/** A label of a domain as the DNS takes it. */
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

function domainOf(written: string): string | null {
  // Nothing that an address of the web would read as a port, a path or an escape.
  if (!/^[^\p{C}\s!-,/:-@[-^`{-~]+$/u.test(written)) return null
  const ascii = asciiDomain(written.replace(/\.$/, ''))
  const labels = ascii.split('.')
  if (labels.length < 2 || ascii.length > 253 || !labels.every((one) => label.test(one))) return null
  // The last is never a number: that is an address of a machine.
  if (/^\d+$/.test(labels.at(-1) ?? '')) return null
  const own = labels.map((one) => (one.startsWith('xn--') ? (decoded(one.slice(4)) ?? one) : one)).join('.')
  return asciiDomain(own) === ascii ? own : ascii
}

function octets(text: string): number {
  return new TextEncoder().encode(text).length
}

// Punycode's constants (RFC 3492, 5).
const [base, tMin, tMax, skew, damp, initialBias, initialCode] = [36, 1, 26, 38, 700, 72, 128]

/** A label as it was before it was made ASCII (RFC 3492, 6.2); null when it is none. */
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
