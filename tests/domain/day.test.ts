import { expect, test } from 'vitest'
import { endOfDay, endOfDayAfter } from '../../server/domain/day.ts'

test.each([
  ['winter', '2026-01-15T10:00:00Z', 'Europe/Copenhagen', '2026-01-15T22:59:59.999Z'],
  ['summer', '2026-07-15T10:00:00Z', 'Europe/Copenhagen', '2026-07-15T21:59:59.999Z'],
  ['already tomorrow there', '2026-07-15T22:30:00Z', 'Europe/Copenhagen', '2026-07-16T21:59:59.999Z'],
  ['the day clocks go forward', '2026-03-29T00:30:00Z', 'Europe/Copenhagen', '2026-03-29T21:59:59.999Z'],
  ['the day clocks go back', '2026-10-25T00:30:00Z', 'Europe/Copenhagen', '2026-10-25T22:59:59.999Z'],
  ['still yesterday there', '2026-03-01T03:00:00Z', 'America/Bogota', '2026-03-01T04:59:59.999Z'],
  ['no offset', '2026-03-01T00:00:00Z', 'UTC', '2026-03-01T23:59:59.999Z'],
])('a day ends with its last instant: %s', (_when, instant, timeZone, expected) => {
  expect(endOfDay(new Date(instant), timeZone).toISOString()).toBe(expected)
})

test('an end that was moved to the end of its day stays there', () => {
  const end = endOfDay(new Date('2026-03-29T00:30:00Z'), 'Europe/Copenhagen')
  expect(endOfDay(end, 'Europe/Copenhagen')).toEqual(end)
})

test('ten days later, at the end of the day', () => {
  const end = endOfDayAfter(new Date('2026-03-25T10:00:00Z'), 10, 'Europe/Copenhagen')
  expect(end.toISOString()).toBe('2026-04-04T21:59:59.999Z')
})
