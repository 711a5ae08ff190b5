import { markupOf, readMarkup } from './markup.ts'
import { withoutRepeats, type ScanContext } from './statements.ts'

/** A text file: all of it is shown. */
export function walkPlain(bytes: Buffer, within: string, { listener }: ScanContext): void {
  listener.statement({ role: 'text', position: 'text', where: `${within}text`, value: bytes.toString('utf8') })
}

/** A web page: the text between tags is shown, except in scripts and style sheets. */
export function walkHtml(bytes: Buffer, within: string, { listener }: ScanContext): void {
  const emit = withoutRepeats(listener)
  const shown: string[] = []
  let element = ''
  readMarkup(markupOf(bytes), {
    open: (name, attributes) => {
      element = name.toLowerCase()
      for (const { name: attribute, value } of attributes)
        emit({
          role: attribute === 'class' ? 'vocabulary' : 'origin',
          position: 'attribute',
          where: `${within}<${element}> @${attribute}`,
          value,
        })
    },
    close: () => {
      element = ''
    },
    text: (text) => {
      if (element === 'script' || element === 'style')
        emit({ role: 'free', position: 'code', where: `${within}<${element}>`, value: text })
      else shown.push(text)
    },
    other: (text) => emit({ role: 'free', position: 'comment', where: `${within}comment`, value: text }),
  })
  listener.statement({ role: 'text', position: 'text', where: `${within}text`, value: shown.join('') })
}
