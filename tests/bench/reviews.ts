import { summarised, type Measurement } from './measurement.ts'
import type { System } from './system.ts'

const savesEach = 60

/** As many reviewers as connections write at once, each on a review of their own: a save must know the version before it. */
export async function measureReviewSaves(system: System, connections: number): Promise<Measurement> {
  const took: number[] = []
  const begun = performance.now()
  await Promise.all(Array.from({ length: connections }, (_, i) => write(system, i, took)))
  return summarised(system, { name: 'saving a review', connections }, took, (performance.now() - begun) / 1000)
}

async function write({ reviewers, fixtures, origin }: System, which: number, took: number[]): Promise<void> {
  const reviewer = reviewers[which]
  const url = `${origin}/api/reviews/${fixtures.invitationIds[which]}`
  const page = (await (await fetch(url, { headers: { ...reviewer } })).json()) as { review: { version: number } }
  let { version } = page.review
  for (let i = 0; i < savesEach; i++) {
    const body = JSON.stringify({
      version,
      scores: Object.fromEntries(fixtures.criterionIds.map((id) => [id, 1 + (i % 5)])),
      toAuthor: `Draft ${i} ${'word '.repeat(300)}`,
      toEditor: '',
      recommendation: 'accept',
    })
    const sent = performance.now()
    const answer = await fetch(url, {
      method: 'PUT',
      headers: { ...reviewer, 'content-type': 'application/json' },
      body,
    })
    const saved = (await answer.json()) as { version: number }
    if (!answer.ok) throw new Error(`saving a review answered ${answer.status}`)
    took.push(performance.now() - sent)
    version = saved.version
  }
}
