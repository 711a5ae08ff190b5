import { sha256 } from '@noble/hashes/sha2.js'

const sliceBytes = 1024 * 1024

/**
 * SHA-256 of a file, slice by slice: never the whole of it in memory, and the page can be used meanwhile. By script of its
 * own, because the browser's counts only what it has whole.
 * @param counted told how many bytes have been
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
    // Reading answers between two frames at best; the page gets its turn after every slice.
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
