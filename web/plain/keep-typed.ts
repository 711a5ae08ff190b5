// What is typed into a form before it is sent, kept with the journal for whoever types it, as on the screens (web/app/act-draft.ts).

interface Problem {
  readonly code?: string
  readonly title?: string
}

const pauseMs = 900
const againMs = 5_000

/** `form` says where it is kept and over which version, `said` has the words for how it is kept. */
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
    const content = contentOf(form)
    const response = await put(content, keepalive).catch(() => null)
    isSaving = false
    if (response?.ok !== true) return refused(response)
    version = ((await response.json()) as { version: number }).version
    isDirty = contentOf(form) !== content
    if (isDirty) plan(pauseMs)
    else tell('draft')
  }

  function put(content: string, keepalive: boolean): Promise<Response> {
    const headers = { 'content-type': 'application/json', 'x-tj-csrf': csrfOf(form)?.value ?? '' }
    return fetch(address, { method: 'PUT', headers, keepalive, body: JSON.stringify({ version, content }) })
  }

  async function refused(response: Response | null): Promise<void> {
    if (response === null || response.status >= 500) {
      tell('failed')
      return plan(againMs)
    }
    const { code, title = '' } = (await response.json()) as Problem
    if (code === 'edited_elsewhere') return bringTogether()
    if (code === 'cross_site') return renew()
    if (response.status === 401) return tell('over')
    tell('refused', title)
  }

  /** Another window kept a text meanwhile: neither is thrown away. */
  async function bringTogether(): Promise<void> {
    for (const [area, text] of await newest())
      if (!area.value.includes(text)) area.value = `${area.value}\n${text}`.trim()
    plan(0)
  }

  /** What was typed last before the page was loaded anew may have arrived after it was read. */
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

  /** There is a new session, opened in another window: its token goes with what is kept and with the form. */
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
    // What is sent now leaves with the page; an earlier text that is still on its way may not, and nothing is sent beside it.
    const isLost = isSaving || said.className === 'small warn' || !navigator.onLine
    if (!isSent) void save(true)
    if (isDirty && !isSent && isLost) event.preventDefault()
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
