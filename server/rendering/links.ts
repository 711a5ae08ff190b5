import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Settings } from '../deps.ts'

/**
 * The secret part of a link in a letter: the row's id and an HMAC over it. Nothing in the database opens a link by itself, a letter sent
 * twice contains the same link, and a link is revoked by one column.
 */
export function linkToken({ secret }: Pick<Settings, 'secret'>, purpose: string, linkId: string): string {
  return `${Buffer.from(linkId.replaceAll('-', ''), 'hex').toString('base64url')}.${signature(secret, purpose, linkId)}`
}

/** The id in a token whose signature is valid for the purpose; null for anything else. */
export function readLinkToken({ secret }: Pick<Settings, 'secret'>, purpose: string, token: string): string | null {
  const [encoded = '', signed = ''] = token.split('.')
  const hex = Buffer.from(encoded, 'base64url').toString('hex')
  if (hex.length !== 32) return null
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  const [given, expected] = [Buffer.from(signed), Buffer.from(signature(secret, purpose, id))]
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null
}

function signature(secret: string, purpose: string, linkId: string): string {
  return createHmac('sha256', secret).update(`link ${purpose} ${linkId}`).digest('base64url')
}

/**
 * The pages of links. The token is in the fragment, so neither a server log nor a mail scanner's request contains it, and opening the page
 * changes nothing until somebody clicks a button (docs/threat-model.md R-09).
 */
export const linkPaths = {
  confirm: '/account/confirm',
  sign_in: '/account/link',
  invitation: '/review/open',
} as const

export function linkUrl(
  settings: Pick<Settings, 'secret' | 'publicUrl'>,
  purpose: keyof typeof linkPaths,
  linkId: string,
): string {
  return `${settings.publicUrl.replace(/\/$/, '')}${linkPaths[purpose]}#${linkToken(settings, purpose, linkId)}`
}
