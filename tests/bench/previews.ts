import { setTimeout as pause } from 'node:timers/promises'
import { manuscriptDocx } from '../../server/demo/documents.ts'
import { summarised, type Measurement } from './measurement.ts'
import type { System } from './system.ts'

const files = 12
const pollMs = 100

/** From the first byte of an upload to the clean preview and the report, for a paper of about twenty pages, one at a time. */
export async function measurePreviews(system: System): Promise<Measurement> {
  const took: number[] = []
  const begun = performance.now()
  for (let n = 0; n < files; n++) took.push(await preview(system, n))
  return summarised(
    system,
    { name: 'upload to preview (20 pages)', connections: 1 },
    took,
    (performance.now() - begun) / 1000,
  )
}

async function preview({ origin, author, fixtures }: System, n: number): Promise<number> {
  const ask = async (method: string, path: string, body?: BodyInit, type?: string) => {
    const headers = { ...author, ...(type && { 'content-type': type }) }
    const answer = await fetch(origin + path, { method, headers, ...(body && { body }) })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`)
    return answer.json() as Promise<unknown>
  }
  const draft = JSON.stringify({ callId: null, sectionId: fixtures.sectionId })
  const { id } = (await ask('POST', '/api/submissions', draft, 'application/json')) as { id: string }
  const form = new FormData()
  form.append('file', new Blob([paper(n) as BlobPart]), 'paper.docx')
  const begun = performance.now()
  const file = (await ask('POST', `/api/submissions/${id}/files?purpose=manuscript`, form)) as { id: string }
  for (;;) {
    const { preparation } = (await ask('GET', `/api/files/${file.id}/report`)) as { preparation: { state: string } }
    if (preparation.state === 'ready') return performance.now() - begun
    if (preparation.state !== 'preparing') throw new Error(`the paper is ${preparation.state}`)
    await pause(pollMs)
  }
}

/** About 9,000 words under twelve headings, another one each time. */
function paper(n: number): Uint8Array {
  const sentence = `Work after release was part of recovery for most of the people we asked in round ${n}, and lost again by some. `
  const sections = Array.from({ length: 12 }, (_, at) => ({
    heading: `Part ${at + 1}`,
    paragraphs: Array.from({ length: 6 }, () => sentence.repeat(6)),
  }))
  return manuscriptDocx({ title: 'Work after release', sections, metadata: { author: 'A Writer' } })
}
