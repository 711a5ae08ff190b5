import { expect, test } from 'vitest'
import { fieldsOf, servedFileName, viewers } from '../../server/domain/anonymity.ts'
import { submissionFor } from '../../server/submissions/shapes.ts'

test('a reviewer reads the work and nothing that tells whose it is', () => {
  expect(fieldsOf('reviewer')).toEqual(['language', 'title', 'abstract', 'keywords', 'keyPoints', 'response'])
})

test('the public reads nothing of a submission that is not printed', () => {
  expect(fieldsOf('public')).toEqual(['title', 'abstract', 'keywords', 'keyPoints'])
})

test.each(viewers)('the reply to a %s is cut out of the table', (viewer) => {
  expect(Object.keys(submissionFor(viewer).shape)).toEqual(fieldsOf(viewer))
})

test('a file leaves under its purpose, never under the name it came with', () => {
  expect(servedFileName('anonymous_copy', 2, 'pdf')).toBe('anonymous-copy-v2.pdf')
  expect(servedFileName('manuscript', null, 'docx')).toBe('manuscript.docx')
})
