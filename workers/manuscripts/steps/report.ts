import { placedFindings } from '../../../server/identity/findings.ts'
import { unreadPages } from '../text/unread-pages.ts'
import type { Step } from './shapes.ts'

export const reportStep: Step<'report'> = async ({ reading, people, harvested, fileNames, titlePageAuthors }) => [
  ...unreadPages(reading.unread ?? []).map((finding) => ({ ...finding, places: [] })),
  ...placedFindings(reading, people, harvested, fileNames, titlePageAuthors),
]
