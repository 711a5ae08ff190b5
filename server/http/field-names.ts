import { formatTag, languageName } from '../domain/languages.ts'
import { hasText, type Translate } from '../strings/translate.ts'

/** The label of a field of a request: `contributors.1.affiliation` is "Author 2, affiliation". */
export function fieldName(t: Translate, path: string): string {
  const tag = formatTag(t.locale)
  let name = ''
  for (const step of path.split('.').filter((one) => !['query', 'params'].includes(one))) {
    if (/^\d+$/.test(step)) name = t('refusals.field.numbered', { name, n: Number(step) + 1 })
    // The language of a text that exists in several.
    else if (name !== '' && /^[a-z]{2,3}$/.test(step))
      name = t('refusals.field.inLanguage', { name, language: languageName(step, [tag]) })
    else name = name === '' ? called(t, step) : t('refusals.field.within', { name, part: called(t, step) })
  }
  return `${name.slice(0, 1).toLocaleUpperCase(tag)}${name.slice(1)}`
}

/** A field without a label in the catalogue is called by its name. */
function called(t: Translate, step: string): string {
  return hasText(t.locale, `refusals.field.${step}`) ? t(`refusals.field.${step}`) : step
}
