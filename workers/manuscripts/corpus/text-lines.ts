import { defaultLocale } from '../../../server/domain/languages.ts'
import { translate } from '../../../server/strings/translate.ts'
import type { FileResult } from './run-file.ts'
import { lineOf } from './line.ts'

/** The lines printed for one file: none when nothing needs attention. */
export function linesFor(result: FileResult): string[] {
  return [...endOf(result), ...leaksOf(result), ...textOf(result)]
}

function endOf({ file, end, wallMs }: FileResult): string[] {
  if (end.as === 'cleaned') return []
  if (end.as === 'refused')
    return [`refused  ${file.name}: ${end.reason}. ${translate(defaultLocale, `common.refused.${end.reason}`)}`]
  if (end.as === 'crashed') return [`crashed  ${file.name}: ${end.stage} at ${end.at.join(' < ')}`]
  const words = translate(defaultLocale, `common.held.${end.reason}`)
  return [`held     ${file.name}: ${end.reason} at ${end.stage} after ${Math.round(wallMs)} ms. ${words}`]
}

/** The values are names: shown to whoever runs this on their own files, and not with `--json`. */
function leaksOf(result: FileResult): string[] {
  const { file, findings } = result
  const left = findings.filter(({ kind }) => kind === 'name_left')
  const report = lineOf(result).findings
  const counts = [...Map.groupBy(report, ({ kind, place }) => `${kind} ${place}`)].map(
    ([what, some]) => `${what}${some.length > 1 ? ` × ${some.length}` : ''}`,
  )
  return [
    ...left.flatMap(({ match, excerpts }) =>
      excerpts.map(({ place }) => `leaked   ${file.name}: ${JSON.stringify(match)} in ${place}`),
    ),
    ...(counts.length > 0 ? [`findings ${file.name}: ${counts.join(', ')}`] : []),
  ]
}

function textOf({ file, removed, text }: FileResult): string[] {
  if (text.text === 'captions')
    return [`captions ${file.name}: pictures lost the names of files they were described by`]
  if (text.text === 'spacing') return [`spacing  ${file.name}: only blanks or line ends differ`]
  if (!('vanished' in text)) return []
  const label = text.text === 'changed' ? 'text    ' : 'gone    '
  return [
    `${label} ${file.name}: ${text.vanished} words vanished (taken out: ${removed.join(', ') || 'nothing'})`,
    `         - ${JSON.stringify(text.before)}`,
    `         + ${JSON.stringify(text.after)}`,
  ]
}
