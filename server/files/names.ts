const longest = 255

/**
 * A file's name as its sender gave it, fit to be shown: without folders, control and direction characters (they forge
 * extensions), in NFC.
 */
export function cleanName(given: string | undefined): string {
  const name = (given ?? '').split(/[/\\]/).at(-1) ?? ''
  const shown = name
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .trim()
  return shown.slice(0, longest).toWellFormed() || 'file'
}
