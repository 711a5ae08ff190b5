import { hasText, translate } from '../strings/translate.ts'

/**
 * The label of a field of a request: `contributors.1.affiliation` is "Author 2, affiliation". A field without a label in the catalogue is
 * called by its name: `guestEditors` is "Guest editors".
 */
export function fieldName(path: string): string {
  const words: string[] = []
  for (const step of path.split('.').filter((one) => !['query', 'params'].includes(one))) {
    if (/^\d+$/.test(step)) words.push(`${words.pop() ?? ''} ${Number(step) + 1}`)
    // The language of a text that exists in several.
    else if (words.length > 0 && /^[a-z]{2,3}$/.test(step)) words.push(`${words.pop() ?? ''} (${step})`)
    else words.push(hasText('en', `refusals.field.${step}`) ? translate('en', `refusals.field.${step}`) : spaced(step))
  }
  const name = words.join(', ')
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
}

function spaced(name: string): string {
  return name.replaceAll(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)
}
