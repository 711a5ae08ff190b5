import { expect, test } from 'vitest'
import { eventsWithLetters } from '../../server/mail/compose.ts'
import { reactions } from '../../workers/reactions.ts'

test('every event that is written about has the job that writes, and no other has', () => {
  const withJob = Object.entries(reactions)
    .filter(([, jobs]) => jobs.some((job) => job === 'send-letters'))
    .map(([type]) => type)
  expect(withJob.sort()).toEqual([...eventsWithLetters].sort())
})
