import { expect, test } from 'vitest'
import { isOrcid } from '../../server/domain/orcid.ts'
import { orcidOf } from '../../web/app/orcid.ts'

// ORCID's own examples; the last character is computed from the others.
const right = ['0000-0002-1825-0097', '0000-0001-5109-3700', '0000-0002-1694-233X']

test.each(right)('%s is an ORCID iD, and with any one figure changed it is none', (orcid) => {
  expect(isOrcid(orcid)).toBe(true)
  for (const [at, figure] of Array.from(orcid).entries())
    for (const other of '0123456789X')
      if (figure !== '-' && figure !== other)
        expect(isOrcid(orcid.slice(0, at) + other + orcid.slice(at + 1))).toBe(false)
})

test.each([
  '0000-0000-0000-0000',
  '0000000218250097',
  '0000-0002-1825-009x',
  '',
  '٠٠٠٠-0002-1825-0097',
  ' 0000-0002-1825-0097',
])('"%s" is none', (text) => expect(isOrcid(text)).toBe(false))

test('it is read from what people paste', () => {
  const pasted = [
    'https://orcid.org/0000-0002-1694-233x',
    ' orcid.org/0000-0002-1694-233X/ ',
    'http://www.orcid.org/0000-0002-1694-233X',
  ]
  expect(pasted.map(orcidOf)).toEqual(pasted.map(() => '0000-0002-1694-233X'))
  expect([orcidOf(' '), orcidOf('0000-0002-1694-2339'), orcidOf('https://orcid.example/0000-0002-1694-233X')]).toEqual([
    null,
    undefined,
    undefined,
  ])
})
