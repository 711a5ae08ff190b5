import type { Locator, Page } from 'playwright-core'

/** A text field on the screen. */
export interface Field {
  /** Its index among the elements that `controls` finds. */
  readonly at: number
  /** Its visible label, and its name in the form. */
  readonly key: string
  /** Its key without the number of its row in a list. */
  readonly like: string
  readonly kind: string
  /** The minimum value; empty where the field has none. */
  readonly min: string
}

/** The types of controls that take typed text. All others are selected or pressed. */
const typed = ['text', 'email', 'tel', 'url', 'search', 'password', 'textarea', 'editable', 'number', 'date']

interface Exception {
  readonly key: RegExp
  readonly reason: string
}

/** Fields whose text need not be restored. */
const exceptions: readonly Exception[] = [
  { key: /^password |^text .*password/i, reason: 'a password is kept nowhere, also while it is shown' },
  { key: / token$/, reason: 'the secret of a letter: it is in the letter still, and must not stay on a device' },
  { key: /^search /, reason: 'a search says what is listed, and is in the address' },
  {
    key: /^date (?:New date dueAt|Last day )$/,
    reason: 'one day, picked and sent by the next press: nothing to write again',
  },
  { key: /^number Page of /, reason: 'says which page of a manuscript is looked at: nothing is written by it' },
]

export function controls(page: Page): Locator {
  return page.locator('main').locator('input, textarea, [contenteditable]')
}

/** The text fields that are editable now; while a dialog is open, those of the dialog. */
export async function fieldsOn(page: Page): Promise<Field[]> {
  const found = await controls(page).evaluateAll((elements) => {
    const dialogOf = (element: Element): Element | null => {
      const root = element.getRootNode()
      return element.closest('tj-dialog[open]') ?? (root instanceof ShadowRoot ? root.host : null)
    }
    const isDialogOpen = elements.some((element) => dialogOf(element) !== null)
    const words = (element: Element) => {
      const labels = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : []
      const label = element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? ''
      return label.replaceAll(/\s+/g, ' ').trim()
    }
    const kind = (element: Element) =>
      element instanceof HTMLInputElement
        ? element.type
        : element instanceof HTMLTextAreaElement
          ? 'textarea'
          : 'editable'
    return elements.map((element, at) => ({
      at,
      kind: kind(element),
      key: `${words(element)} ${element.getAttribute('name') ?? ''}`,
      min: element.getAttribute('min') ?? '',
      isOpen:
        element.checkVisibility() &&
        !element.matches(':disabled, [readonly], :read-only') &&
        (!isDialogOpen || dialogOf(element) !== null),
    }))
  })
  return found
    .filter(({ kind, isOpen }) => isOpen && typed.includes(kind))
    .map(({ at, kind, key, min }) => ({ at, key: `${kind} ${key}`, like: likeness(`${kind} ${key}`), kind, min }))
    .filter(({ key }) => !exceptions.some((exception) => exception.key.test(key)))
}

/** The third and all later rows are equal: 'Name contributors.7.name', 'Key point 3 keyPoints.2'. */
function likeness(key: string): string {
  return key.replaceAll(/\.(?:[2-9]|\d\d+)(?=\.|$)/g, '.+').replaceAll(/(?<= )(?:[3-9]|\d\d+)(?= )/g, '+')
}

let count = 1_000

/** A value that was not used before, of the type that the field takes. */
export function freshText({ kind, min }: Pick<Field, 'kind' | 'min'>): string {
  count += 1
  if (kind === 'date') return new Date(Date.UTC(2031, 0, count % 1_000)).toISOString().slice(0, 10)
  if (kind === 'number') return String(Math.max(Number(min), 100) + (count % 100))
  return `zq${count}`
}

/** Types with the keyboard, so that the browser registers an edit by the user. */
export async function type(page: Page, { at, kind }: Pick<Field, 'at' | 'kind'>, text: string): Promise<void> {
  const control = controls(page).nth(at)
  // The order of the parts of a date depends on the locale.
  if (kind === 'date') return control.fill(text)
  await control.fill(text.slice(0, -1))
  await page.keyboard.type(text.slice(-1))
}

/** All visible text of the page, and the values of its fields. */
export async function wordsOn(page: Page): Promise<string> {
  const [values, words] = await Promise.all([
    controls(page).evaluateAll((elements) =>
      elements.map((element) => ('value' in element ? String(element.value) : element.textContent)),
    ),
    page.locator('main').first().innerText(),
  ])
  return [...values, words].join('\n').toLowerCase()
}
