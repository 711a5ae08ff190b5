import { sha256 } from '@noble/hashes/sha2.js'

const sliceBytes = 1024 * 1024

/**
 * SHA-256 of a file, slice by slice: the file is never in memory as a whole, and the page stays usable. Computed in script, because the
 * browser's function needs all bytes at once.
 * @param counted called with the number of bytes read
 */
export async function countSha256(
  file: Blob,
  counted: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const hash = sha256.create()
  for (let from = 0; from < file.size; from += sliceBytes) {
    signal.throwIfAborted()
    hash.update(new Uint8Array(await file.slice(from, from + sliceBytes).arrayBuffer()))
    counted(Math.min(from + sliceBytes, file.size))
    // Lets the page render and handle events after every slice.
    await new Promise((resolve) => setTimeout(resolve))
  }
  return hash.digest()
}

export function inHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function inBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
