import { expect, test } from 'vitest'
import { sealName, unsealName } from '../../server/storage/sealed-names.ts'

const secret = 'a secret for tests only, of forty-odd signs'
const fileId = '6f1c1d1e-7a52-4f6e-9d0a-0d5f4f6a8b11'
const name = 'Zzqx-Author ليلى.docx'

test('a name is stored encrypted, differently each time, and can be decrypted with the journal’s secret', () => {
  const kept = sealName(secret, fileId, name)
  expect(kept).not.toContain('Zzqx')
  expect(Buffer.from(kept.slice(8), 'base64url').toString()).not.toContain('Zzqx')
  expect(sealName(secret, fileId, name)).not.toBe(kept)
  expect(unsealName(secret, fileId, kept)).toBe(name)
})

test('with another secret, for another file, or changed, decryption gives a neutral name', () => {
  const kept = sealName(secret, fileId, name)
  expect(unsealName('another secret', fileId, kept)).toBe('file')
  expect(unsealName(secret, crypto.randomUUID(), kept)).toBe('file')
  expect(unsealName(secret, fileId, `${kept.slice(0, -2)}AA`)).toBe('file')
  expect(unsealName(secret, fileId, 'sealed1.')).toBe('file')
})

test('a name stored before encryption was introduced is returned unchanged', () => {
  expect(unsealName(secret, fileId, 'manuscript.docx')).toBe('manuscript.docx')
})
