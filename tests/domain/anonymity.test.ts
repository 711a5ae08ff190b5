import { expect, test } from 'vitest'
import { fieldsOf, servedFileName, viewers } from '../../server/domain/anonymity.ts'
import { shapeFor } from '../../server/http/reply-shapes.ts'

const ofWork = ['language', 'title', 'abstract', 'keywords', 'contentNote', 'callTitle', 'sectionTitle']

test('a reviewer reads the work and nothing that tells whose it is', () => {
  expect([...fieldsOf('submission', 'reviewer')].sort()).toEqual([...ofWork, 'keyPoints', 'response'].sort())
})

test('whoever is asked to review reads what it is about, and the manuscript is not a part of that', () => {
  expect([...fieldsOf('submission', 'invited')].sort()).toEqual([...ofWork].sort())
  expect(fieldsOf('releasedCopy', 'invited' as 'reviewer')).toEqual([])
})

test('the public reads nothing of a submission that is not printed', () => {
  expect(fieldsOf('submission', 'public')).toEqual(['title', 'abstract', 'keywords', 'contentNote', 'keyPoints'])
  for (const kind of ['invitation', 'review', 'releasedCopy'] as const) expect(fieldsOf(kind, 'public')).toEqual([])
})

test('an author reads of a review what was written to authors', () => {
  expect(fieldsOf('review', 'author')).toEqual(['toAuthor', 'label'])
})

test.each(viewers)('the reply to a %s is cut out of the table', (viewer) => {
  const replied = (kind: Parameters<typeof shapeFor>[0]) => Object.keys(shapeFor(kind, viewer).shape)
  expect(replied('submission').sort()).toEqual([...fieldsOf('submission', viewer)].sort())
  for (const kind of ['invitation', 'review', 'releasedCopy', 'criterion'] as const) {
    const granted: readonly string[] = fieldsOf(kind, viewer)
    expect(replied(kind).filter((field) => !granted.includes(field))).toEqual([])
  }
})

test('a file is served under the name of its purpose, never under its original name', () => {
  expect(servedFileName('anonymous_copy', 2, 'pdf')).toBe('anonymous-copy-v2.pdf')
  expect(servedFileName('manuscript', null, 'docx')).toBe('manuscript.docx')
})
