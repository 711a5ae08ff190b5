import { forgetSent, keepInWindow } from './keep-in-window.ts'
import { keepTyped } from './keep-typed.ts'

// The only script of pages that are complete as HTML: they work without it, so it may load late or not at all.

const all = <T extends HTMLElement>(selector: string) => document.querySelectorAll<T>(selector)

// The token of a link in a letter is in the fragment, which is never sent: copied into the form, so that nobody has to paste it.
const token = location.hash.slice(1)
for (const form of all<HTMLFormElement>('[data-letter-link]')) {
  const input = form.querySelector<HTMLInputElement>('input[name=token]')
  const field = input?.closest<HTMLElement>('.field')
  if (token === '' || !input || !field) continue
  input.value = token
  field.hidden = true
  // So that a person who goes back in this browser later does not find the token.
  form.addEventListener('submit', () => history.replaceState(null, '', location.pathname))
}

// Shows a typed password: on a telephone or with another alphabet, typing errors are frequent.
for (const toggle of all<HTMLButtonElement>('.with-toggle > button')) {
  const input = toggle.previousElementSibling
  if (!(input instanceof HTMLInputElement)) continue
  const [show, hide = ''] = [toggle.textContent, toggle.dataset['hide']]
  toggle.hidden = false
  toggle.addEventListener('click', () => {
    const shown = input.type === 'password'
    input.type = shown ? 'text' : 'password'
    toggle.ariaPressed = String(shown)
    toggle.textContent = shown ? hide : show
  })
}

for (const form of all<HTMLFormElement>('[data-unsent]')) {
  const said = form.querySelector<HTMLElement>('[data-draft]')
  if (said !== null) keepTyped(form, said)
}

// A second click on the same button is ignored for a while, after which the person may try again on a bad connection.
let sentAt = Number.NEGATIVE_INFINITY
document.addEventListener('submit', (event) => {
  if (performance.now() - sentAt < 5000) event.preventDefault()
  else sentAt = performance.now()
})

// On a good connection the files of the next screen are loaded in advance, so that it opens at once.
const line = (navigator as { connection?: { effectiveType: string; saveData: boolean } }).connection
addEventListener('load', () => {
  if (line?.effectiveType !== '4g' || line.saveData) return
  const addresses = document.querySelector<HTMLScriptElement>('script[data-next]')?.dataset['next']?.split(' ') ?? []
  for (const href of addresses)
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }))
})

// Last, because it throws in browsers without storage.
for (const form of all<HTMLFormElement>('[data-in-window]')) keepInWindow(form)
forgetSent()
