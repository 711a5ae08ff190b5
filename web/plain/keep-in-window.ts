// Nobody is signed in yet, so the journal cannot keep what they type: the window does, until it is closed or the form has been sent.
// Passwords are kept nowhere.

interface Typed {
  readonly values: Readonly<Record<string, string>>
  /** It may not arrive: then its form is opened again, and else another page comes. */
  readonly sent: boolean
}

const prefix = 'typed '

/** `form` says with `data-in-window` that what is typed into it is kept. */
export function keepInWindow(form: HTMLFormElement): void {
  const key = prefix + new URL(form.action).pathname
  // As the page came: a password that is looked at is text, too.
  const inputs = [...form.querySelectorAll('input')].filter(({ type, readOnly }) => type === 'text' && !readOnly)
  const keep = (sent: boolean) =>
    write(key, { sent, values: Object.fromEntries(inputs.map(({ name, value }) => [name, value])) })
  const typed = read(key)
  if (typed !== null) {
    // Where the browser has put in what was typed already, that is the newest.
    for (const input of inputs)
      if (input.value === input.defaultValue) input.value = typed.values[input.name] ?? input.defaultValue
    keep(false)
  }
  form.addEventListener('input', () => keep(false))
  form.addEventListener('submit', () => keep(true))
}

/** Another page has come of what was sent. The working screens do the same (web/app/view-state.ts). */
export function forgetSent(): void {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(prefix) && read(key)?.sent !== false) sessionStorage.removeItem(key)
}

function read(key: string): Typed | null {
  return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Typed | null
}

function write(key: string, typed: Typed): void {
  sessionStorage.setItem(key, JSON.stringify(typed))
}
