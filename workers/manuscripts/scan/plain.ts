import { markupOf, readMarkup } from './markup.ts'
import { once, type Walk } from './statements.ts'

/** Nothing but text: all of it is to be read. */
export function walkPlain(bytes: Buffer, within: string, { listener }: Walk): void {
  listener.said({ role: 'text', position: 'text', where: `${within}text`, value: bytes.toString('utf8') })
}

/** A page for a browser: what stands between tags is shown, but for programs and style sheets. */
export function walkHtml(bytes: Buffer, within: string, { listener }: Walk): void {
  const say = once(listener)
  const shown: string[] = []
  let element = ''
  readMarkup(markupOf(bytes), {
    open: (name, attributes) => {
      element = name.toLowerCase()
      for (const { name: attribute, value } of attributes)
        say({
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
        say({ role: 'free', position: 'code', where: `${within}<${element}>`, value: text })
      else shown.push(text)
    },
    other: (text) => say({ role: 'free', position: 'comment', where: `${within}comment`, value: text }),
  })
  listener.said({ role: 'text', position: 'text', where: `${within}text`, value: shown.join('') })
}
