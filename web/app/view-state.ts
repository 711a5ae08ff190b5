// How somebody looks at a page (which tab, which page of a manuscript, how large), while the window is open. Never content:
// nothing of a manuscript may be left on a shared computer (docs/threat-model.md R-21).

const prefix = 'tj '

export function kept(name: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(prefix + name) ?? 'null')
  } catch {
    return null
  }
}

export function keep(name: string, value: string | number | Readonly<Record<string, number | null>>): void {
  try {
    sessionStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // A browser that keeps nothing for us: one begins at the beginning again.
  }
}

/** What was typed to sign in or to register has been sent: a page has come of it (web/plain/keep-in-window.ts). */
export function forgetSent(): void {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith('typed ') && sessionStorage.getItem(key)?.includes('"sent":true'))
        sessionStorage.removeItem(key)
  } catch {
    // It has kept nothing.
  }
}
