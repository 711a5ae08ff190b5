import { forgetSent, keepInWindow } from './keep-in-window.ts'
import { keepTyped } from './keep-typed.ts'

// The only script of the pages that come whole as HTML: they work without it, so it may come late, or not at all.

const all = <T extends HTMLElement>(selector: string) => document.querySelectorAll<T>(selector)

// The token of a letter's link is in the fragment, which is never sent: into the form with it, and nothing need be pasted.
const token = location.hash.slice(1)
for (const form of all<HTMLFormElement>('[data-letter-link]')) {
  const input = form.querySelector<HTMLInputElement>('input[name=token]')
  const field = input?.closest<HTMLElement>('.field')
  if (token === '' || !input || !field) continue
  input.value = token
  field.hidden = true
  // So that nobody who goes back in this browser later finds it.
  form.addEventListener('submit', () => history.replaceState(null, '', location.pathname))
}

// Who writes on a telephone or in another alphabet must see what they wrote.
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

// A second press of the same button is the same act. On a bad line somebody may have to press again later.
let sentAt = Number.NEGATIVE_INFINITY
document.addEventListener('submit', (event) => {
  if (performance.now() - sentAt < 5000) event.preventDefault()
  else sentAt = performance.now()
})

// On a good line the files of the next screen are fetched meanwhile, so that it opens at once.
const line = (navigator as { connection?: { effectiveType: string; saveData: boolean } }).connection
addEventListener('load', () => {
  if (line?.effectiveType !== '4g' || line.saveData) return
  const addresses = document.querySelector<HTMLScriptElement>('script[data-next]')?.dataset['next']?.split(' ') ?? []
  for (const href of addresses)
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }))
})

// Last: a browser that keeps nothing for pages throws.
for (const form of all<HTMLFormElement>('[data-in-window]')) keepInWindow(form)
forgetSent()
