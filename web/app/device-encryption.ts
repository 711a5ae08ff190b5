// Encrypts text for its owner. The server derives the key from the owner's account, or from the invitation of a letter's link, and gives it
// only to their sessions; no page can export it.

export interface Seal {
  /** Distinguishes the owner's entries from those of other people of this browser; says nothing about who it is. */
  readonly owner: string
  seal(text: string): Promise<string>
  /** Null for what was not sealed with this key. */
  open(sealed: string): Promise<string | null>
}

/** @returns null on connections without TLS, where browsers provide no cryptography */
export async function sealWith(secret: string): Promise<Seal | null> {
  if (!('subtle' in crypto)) return null
  const bytes = fromBase64(secret)
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return {
    owner: toBase64(new Uint8Array(digest, 0, ownerBytes)),
    seal: async (text) => {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text))
      return `${toBase64(iv)}.${toBase64(new Uint8Array(sealed))}`
    },
    open: async (text) => {
      const [iv = '', sealed = ''] = text.split('.')
      try {
        const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(iv) }, key, fromBase64(sealed))
        return new TextDecoder().decode(opened)
      } catch {
        return null
      }
    },
  }
}

const ownerBytes = 9

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}
