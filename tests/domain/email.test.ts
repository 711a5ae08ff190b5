import { domainToASCII, domainToUnicode } from 'node:url'
import { describe, expect, test } from 'vitest'
import { asciiEmail, emailOf } from '../../server/domain/email.ts'

describe('an address is kept in one form', () => {
  test.each([
    ['rosa@example.org', 'rosa@example.org'],
    [' Rosa@Example.ORG ', 'rosa@example.org'],
    ['info@münchen.example', 'info@münchen.example'],
    ['info@xn--mnchen-3ya.example', 'info@münchen.example'],
    ['INFO@XN--MNCHEN-3YA.example', 'info@münchen.example'],
    ['info@MÜNCHEN.example', 'info@münchen.example'],
    ['info@mu\u0308nchen.example', 'info@münchen.example'],
    ['user@example.xn--p1ai', 'user@example.рф'],
    ['user@example.рф', 'user@example.рф'],
    ['Пример@пример.рф', 'пример@пример.рф'],
    ['用户@例子.公司', '用户@例子.公司'],
    ['用户@例子。公司', '用户@例子.公司'],
    ['سعاد@مثال.إختبار', 'سعاد@مثال.إختبار'],
    ['a&b@example.org', 'a&b@example.org'],
    ["o'neil@example.org", "o'neil@example.org"],
    ['a!#$%*+/=?^_`{|}~-b@example.org', 'a!#$%*+/=?^_`{|}~-b@example.org'],
    ['rosa@straße.example', 'rosa@straße.example'],
    ['rosa@xn--strae-oqa.example', 'rosa@straße.example'],
    ['\u200Erosa@example.org\u200B', 'rosa@example.org'],
    ['\uFEFFrosa@exam\u00ADple.org', 'rosa@example.org'],
    ['rosa@example.org.', 'rosa@example.org'],
    ['rosa＠example.org', 'rosa@example.org'],
    ['r@a-b.co', 'r@a-b.co'],
  ])('%s is %s', (given, kept) => {
    expect(emailOf(given)).toBe(kept)
    expect(emailOf(kept)).toBe(kept)
    expect(emailOf(asciiEmail(kept))).toBe(kept)
  })
})

test.each([
  '',
  '@',
  'rosa',
  'rosa@',
  '@example.org',
  'rosa@example',
  'rosa@@example.org',
  'a@b@example.org',
  'rosa luz@example.org',
  'rosa@exam ple.org',
  '.rosa@example.org',
  'rosa.@example.org',
  'ro..sa@example.org',
  'rosa@.example.org',
  'rosa@example..org',
  'rosa@-example.org',
  'rosa@example-.org',
  'rosa@exam_ple.org',
  'rosa@127.0.0.1',
  'rosa@2130706433.1',
  'rosa@[127.0.0.1]',
  'rosa@example.org:25',
  'rosa@example.org/x',
  'rosa@example.org?x',
  'rosa@example.org#x',
  'rosa@%65xample.org',
  'rosa@user:pass@example.org',
  'rosa@xn--.example',
  '"rosa luz"@example.org',
  'rosa,luz@example.org',
  'rosa;luz@example.org',
  'Rosa <rosa@example.org>',
  'rosa(luz)@example.org',
  'rosa\\@example.org',
  `${'a'.repeat(65)}@example.org`,
  `${'ж'.repeat(33)}@example.org`,
  `rosa@${'a'.repeat(64)}.org`,
  `rosa@${'a.'.repeat(130)}org`,
])('%j is no address', (given) => {
  expect(emailOf(given)).toBeNull()
})

test('labels of every script are read back as the platform reads them', () => {
  for (const domain of [
    'bücher.example',
    '普遍适用测试.我爱你',
    'परीक्षा.भारत',
    'ελληνικά.ευ',
    '한국.kr',
    'mañana.example',
    '☃.example',
  ]) {
    expect(emailOf(`a@${domainToASCII(domain)}`)).toBe(`a@${domainToUnicode(domainToASCII(domain))}`)
  }
})
