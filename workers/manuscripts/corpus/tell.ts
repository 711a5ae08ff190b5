import { translate } from '../../../server/strings/translate.ts'
import type { Examined } from './examine.ts'

/** What a reader of the list has to know of one file: nothing, when all went well. */
export function linesFor({ file, end, wallMs }: Examined): string[] {
  if (end.as === 'refused')
    return [`refused  ${file.name}: ${end.reason}. ${translate('en', `common.refused.${end.reason}`)}`]
  if (end.as === 'held')
    return [
      `held     ${file.name}: ${end.reason} at ${end.step} after ${Math.round(wallMs)} ms. ${translate('en', `common.held.${end.reason}`)}`,
    ]
  if (end.as === 'crashed') return [`crashed  ${file.name}: ${end.step} at ${end.at.join(' < ')}`]
  const leaks = end.hits.filter((hit) => hit.in === 'metadata')
  return [
    ...leaks.map(({ value, where }) => `leaked   ${file.name}: ${JSON.stringify(value)} in ${where}`),
    ...(end.text.text === 'changed' || end.text.text === 'gone'
      ? [
          `${end.text.text === 'gone' ? 'gone ' : 'text '}    ${file.name}: (taken out: ${end.removed.join(', ') || 'nothing'})`,
          `         - ${JSON.stringify(end.text.before)}`,
          `         + ${JSON.stringify(end.text.after)}`,
        ]
      : []),
    ...(end.text.text === 'captions'
      ? [`captions ${file.name}: pictures lost the names of files they were described by`]
      : []),
    ...(end.text.text === 'spacing' ? [`spacing  ${file.name}: only blanks or line ends differ`] : []),
  ]
}
