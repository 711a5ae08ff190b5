// Stores what visitors type who are not signed in, so that the server cannot: in the window's storage, until the window is closed or the
// form has been sent. Passwords are never stored.

interface Typed {
  readonly values: Readonly<Record<string, string>>
  /**
   * The form was sent, but the request may fail: when the form's page is opened again, the text is restored; when another page opens, it is
   * deleted.
   */
  readonly sent: boolean
}

const prefix = 'typed '

/** @param form with `data-in-window` */
export function keepInWindow(form: HTMLFormElement): void {
  const key = prefix + new URL(form.action).pathname
  // The types in the page as loaded: later, a password made visible has the type "text", too.
  const inputs = [...form.querySelectorAll('input')].filter(({ type, readOnly }) => type === 'text' && !readOnly)
  const keep = (sent: boolean) =>
    write(key, { sent, values: Object.fromEntries(inputs.map(({ name, value }) => [name, value])) })
  const typed = read(key)
  if (typed !== null) {
    // Text that the browser has restored by itself is newer.
    for (const input of inputs)
      if (input.value === input.defaultValue) input.value = typed.values[input.name] ?? input.defaultValue
    keep(false)
  }
  form.addEventListener('input', () => keep(false))
  form.addEventListener('submit', () => keep(true))
}

/** The form was sent and another page has opened. The working screens do the same (web/app/view-state.ts). */
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
