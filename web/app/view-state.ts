// How a person looks at a page (tab, page of a manuscript, zoom), for as long as the window is open. Never content: nothing of a manuscript
// may stay on a shared computer (docs/threat-model.md R-21).

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
    // In a browser without storage the page starts at the beginning.
  }
}

/** A form for signing in or registering has been sent: a page has followed (web/plain/keep-in-window.ts), so its text is deleted. */
export function forgetSent(): void {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith('typed ') && sessionStorage.getItem(key)?.includes('"sent":true'))
        sessionStorage.removeItem(key)
  } catch {
    // A browser without storage has nothing to delete.
  }
}
