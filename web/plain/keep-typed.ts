// Stores what is typed into a form on the server before it is sent, as the screens do (web/app/act-draft.ts).

interface Problem {
  readonly code?: string
  readonly title?: string
}

const pauseMs = 900
const againMs = 5_000

/** @param form has the address and the version of the stored text; @param said the line that shows whether the text is saved */
export function keepTyped(form: HTMLFormElement, said: HTMLElement): void {
  const address = form.dataset['unsent'] ?? ''
  let version = Number(form.dataset['version'])
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDirty = false
  let isSaving = false
  let isSent = false

  const tell = (how: 'draft' | 'failed' | 'over' | 'refused', reason = '') => {
    said.hidden = false
    said.className = how === 'draft' ? 'small muted' : 'small warn'
    said.textContent = `${said.dataset[how] ?? ''}${reason}`
  }
  const plan = (delayMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), delayMs)
  }

  async function save(keepalive = false): Promise<void> {
    clearTimeout(timer)
    if (isSaving || !isDirty) return
    isSaving = true
    await attempt(keepalive).catch(tryAgain)
    isSaving = false
  }

  async function attempt(keepalive: boolean): Promise<void> {
    const content = contentOf(form)
    const response = await put(content, keepalive)
    if (!response.ok) return refused(response)
    version = ((await response.json()) as { version: number }).version
    isDirty = contentOf(form) !== content
    if (isDirty) plan(pauseMs)
    else tell('draft')
  }

  function put(content: string, keepalive: boolean): Promise<Response> {
    const headers = { 'content-type': 'application/json', 'x-tj-csrf': csrfOf(form)?.value ?? '' }
    return fetch(address, { method: 'PUT', headers, keepalive, body: JSON.stringify({ version, content }) })
  }

  function tryAgain(): void {
    tell('failed')
    plan(againMs)
  }

  async function refused(response: Response): Promise<void> {
    if (response.status >= 500) return tryAgain()
    const { code, title = '' } = (await response.json()) as Problem
    if (code === 'edited_elsewhere') return bringTogether()
    if (code === 'cross_site') return renew()
    if (response.status === 401) return tell('over')
    tell('refused', title)
  }

  /** Another window has stored a text in the meantime: both are kept. */
  async function bringTogether(): Promise<void> {
    for (const [area, text] of await newest())
      if (!area.value.includes(text)) area.value = `${area.value}\n${text}`.trim()
    plan(0)
  }

  /** The last text typed before a reload may have been saved after the page was rendered. */
  async function readAgain(): Promise<void> {
    const before = version
    const found = await newest()
    if (isDirty || version === before) return
    for (const [area, text] of found) {
      area.value = text
      area.closest('details')?.setAttribute('open', '')
    }
  }

  async function newest(): Promise<[HTMLTextAreaElement, string][]> {
    const found = (await (await fetch(address)).json()) as { content: string | null; version: number }
    version = found.version
    const texts = JSON.parse(found.content ?? '{}') as Record<string, unknown>
    return [...form.querySelectorAll('textarea')].flatMap((area) => {
      const text = texts[area.name]
      return typeof text === 'string' ? [[area, text] satisfies [HTMLTextAreaElement, string]] : []
    })
  }

  /** A new session, opened in another window: its token is used for saving and for the form. */
  async function renew(): Promise<void> {
    const { csrf } = (await (await fetch('/api/session')).json()) as { csrf: string | null }
    const input = csrfOf(form)
    if (csrf === null || input === null || input.value === csrf) return tell('over')
    for (const other of document.querySelectorAll<HTMLInputElement>('input[name=csrf]')) other.value = csrf
    plan(0)
  }

  form.addEventListener('input', () => {
    isDirty = true
    plan(pauseMs)
  })
  form.addEventListener('submit', () => (isSent = true))
  for (const event of ['online', 'focus', 'pageshow']) addEventListener(event, () => void save())
  addEventListener('pagehide', () => void save(true))
  addEventListener('beforeunload', (event) => {
    if (!isDirty || isSent) return
    // Asks although a save starts now and continues after the page is left: the session may have ended, and nobody would see the refusal.
    void save(true)
    event.preventDefault()
  })
  const [arrival] = performance.getEntriesByType('navigation')
  if (arrival instanceof PerformanceNavigationTiming && arrival.type !== 'navigate') void readAgain()
}

function contentOf(form: HTMLFormElement): string {
  const fields = [...new FormData(form)].filter(([name]) => name !== 'csrf')
  return JSON.stringify(Object.fromEntries(fields))
}

function csrfOf(form: HTMLFormElement): HTMLInputElement | null {
  return form.querySelector<HTMLInputElement>('input[name=csrf]')
}
