import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { laptop, phone } from './harness.ts'
import { arriveAt } from './crawl.ts'

const folder = fileURLToPath(new URL('screenshots', import.meta.url))

type Who = 'editor' | 'author' | 'reviewer'

/** `SCREENSHOTS=1 npm test -- tests/browser`: screenshots for people who want to see the journal before they start it. */
export const wanted = (process.env['SCREENSHOTS'] ?? '') !== ''

interface Picture {
  readonly name: string
  readonly of: Who
  readonly start: string
  /** The links to follow from there, as selectors on the page. */
  readonly via?: readonly ((page: Page) => ReturnType<Page['locator']>)[]
}

const toDecision = (page: Page) =>
  page
    .getByRole('row', { name: / Decide$/ })
    .getByRole('rowheader')
    .getByRole('link')
const toReview = (page: Page) => page.getByRole('link', { name: 'Review', exact: true })
const toPaper = (page: Page) => page.getByRole('main').getByRole('listitem').getByRole('link')

const pictures: readonly Picture[] = [
  { name: 'desk', of: 'editor', start: '/editor' },
  { name: 'submission', of: 'editor', start: '/editor', via: [toDecision] },
  { name: 'review', of: 'reviewer', start: '/review', via: [toReview] },
  { name: 'author', of: 'author', start: '/author', via: [toPaper] },
]

/** The main screens, with the data of the demonstration. */
export async function takePictures(people: Readonly<Record<Who, Page>>): Promise<void> {
  for (const { name, of, start, via = [] } of pictures) {
    const page = people[of]
    await arriveAt(page, start)
    for (const place of via) {
      const href = await place(page).first().getAttribute('href')
      await arriveAt(page, href ?? start)
    }
    await picture(page, name)
  }
}

/** Saves the current screen, at the sizes of a laptop and of a phone. */
export async function picture(page: Page, name: string): Promise<void> {
  for (const [size, suffix] of [
    [phone, '-phone'],
    [laptop, ''],
  ] as const) {
    await page.setViewportSize(size)
    await page.screenshot({ path: `${folder}/${name}${suffix}.png` })
  }
}
