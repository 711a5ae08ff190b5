import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { laptop, phone } from './stage.ts'
import { arriveAt } from './tour.ts'

const folder = fileURLToPath(new URL('screenshots', import.meta.url))

type Who = 'reader' | 'editor' | 'author' | 'reviewer'

interface Picture {
  readonly name: string
  readonly of: Who
  readonly start: string
  /** The links to follow from there, as places on the page. */
  readonly then?: readonly ((page: Page) => ReturnType<Page['locator']>)[]
}

const toIssue = (page: Page) => page.getByRole('heading', { level: 1 }).getByRole('link')
const toArticle = (page: Page) => page.getByRole('main').getByRole('heading', { level: 3 }).getByRole('link')
const toDecision = (page: Page) =>
  page
    .getByRole('row', { name: / Decide$/ })
    .getByRole('rowheader')
    .getByRole('link')
const toReview = (page: Page) => page.getByRole('link', { name: 'Review', exact: true })
const toPaper = (page: Page) => page.getByRole('main').getByRole('listitem').getByRole('link')

const pictures: readonly Picture[] = [
  { name: 'home', of: 'reader', start: '/' },
  { name: 'issue', of: 'reader', start: '/', then: [toIssue] },
  { name: 'article', of: 'reader', start: '/', then: [toIssue, toArticle] },
  { name: 'desk', of: 'editor', start: '/editor' },
  { name: 'submission', of: 'editor', start: '/editor', then: [toDecision] },
  { name: 'review', of: 'reviewer', start: '/review', then: [toReview] },
  { name: 'author', of: 'author', start: '/author', then: [toPaper] },
]

/** For people who want to see the journal before they start it: on a laptop and on a phone. */
export async function takePictures(people: Readonly<Record<Who, Page>>): Promise<void> {
  for (const size of [laptop, phone]) {
    for (const { name, of, start, then = [] } of pictures) {
      const page = people[of]
      await page.setViewportSize(size)
      await arriveAt(page, start)
      for (const place of then) {
        const href = await place(page).first().getAttribute('href')
        await arriveAt(page, href ?? start)
      }
      await page.screenshot({ path: `${folder}/${name}${size === phone ? '-phone' : ''}.png` })
    }
  }
}
