// Which values in attributes and fields lead to a person or a computer, and which links may stay.

const mail = /[\w.+-]+@[\w-]+\.[\w.-]+/
const path =
  /(?:^|[\s"'(:=])(?:[A-Za-z]:[\\/]|\\\\\w|\/(?:Users|home|Volumes|private|mnt|media|tmp|var|Documents)\/)|file:|\bwww-data\b/i
const fileName =
  /\.(?:jpe?g|jpe|png|gif|tiff?|bmp|emf|wmf|svg|webp|heic|pdf|docx?|docm|dotx?|dotm|odt|ott|rtf|xlsx?|xlsm|csv|pptx?|eps|psd|ai|pict|txt)\b/i
const isOnlyFileName = new RegExp(`^[^\\n]{1,100}${fileName.source}$`.replace('\\b$', '$'), 'i')

/** Whether an attribute's value contains a path, a file address or an e-mail address. */
export function holdsTrace(value: string): boolean {
  if (value.length < 4) return false
  if (value.includes('@') && mail.test(value)) return true
  return (value.includes(':') || value.includes('\\') || value.includes('/')) && path.test(value)
}

/** A description for readers who cannot see the picture. Old versions of Word filled it with the file's name, which is removed. */
export function describes(value: string): string {
  const isName = isOnlyFileName.test(value) && !isWebLink(value)
  return holdsTrace(value) || isName ? '' : value
}

// The owner of a file there sees who opens it, and the address often contains the owner's name.
const ownStores =
  /(?:^|\.)(?:sharepoint\.com|1drv\.ms|onedrive\.live\.com|dropbox\.com|docs\.google\.com|drive\.google\.com|icloud\.com|wetransfer\.com|box\.com|overleaf\.com|zotero\.org|mendeley\.com|researchgate\.net|bit\.ly|tinyurl\.com|safelinks\.protection\.outlook\.com)$/i

/**
 * Whether it is an ordinary link to the public web. Addresses that a program would fetch by itself, and those of a computer, a mailbox or
 * somebody's own storage are not.
 */
export function isWebLink(target: string): boolean {
  const url = URL.parse(target.trim())
  if (!url || !/^https?:$/.test(url.protocol)) return false
  if (url.username !== '' || url.password !== '' || url.port !== '') return false
  const isPublic =
    /\.[a-z][a-z0-9-]+$/i.test(url.hostname) && !/\.(?:local|lan|internal|localhost|home)$/i.test(url.hostname)
  return isPublic && !ownStores.test(url.hostname) && !mail.test(unescaped(target))
}

function unescaped(target: string): string {
  try {
    return decodeURIComponent(target)
  } catch {
    return target
  }
}
