import { request } from 'node:http'
import { summarised, type Measurement } from './measurement.ts'
import type { System } from './system.ts'
import { docx } from '../support/samples.ts'

const megabytes = 20
const uploads = 50

/** Fifty uploads of 20 MB, all at once and fewer at a time; the server's largest resident memory meanwhile. */
export async function measureUploads(system: System, key: () => string): Promise<Measurement[]> {
  const file = Buffer.from(docx({ atLeastBytes: megabytes * 1024 * 1024 }))
  const body = multipart(file, key())
  const found: Measurement[] = []
  for (const connections of [1, 8, 32, uploads]) found.push(await measureAt(system, body, connections))
  return found
}

async function measureAt(
  system: System,
  body: { boundary: string; bytes: Buffer },
  connections: number,
): Promise<Measurement> {
  const count = connections === uploads ? uploads : Math.min(uploads, connections * 2)
  const drafts = await Promise.all(Array.from({ length: count }, () => beginDraft(system)))
  let peak = 0
  const watch = setInterval(() => void system.serverRssMB().then((now) => (peak = Math.max(peak, now))), 50)
  const took: number[] = []
  const begun = performance.now()
  const next = drafts.values()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (const id of next) {
        const sent = performance.now()
        await upload(system, id, body)
        took.push(performance.now() - sent)
      }
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  clearInterval(watch)
  const measured = await summarised(system, { name: `upload of ${megabytes} MB`, connections }, took, seconds)
  // The largest of the whole time, not what is left when it is over.
  return { ...measured, serverRssMB: peak }
}

async function beginDraft({ origin, author, ground }: System): Promise<string> {
  const answer = await fetch(`${origin}/api/submissions`, {
    method: 'POST',
    headers: { ...author, 'content-type': 'application/json' },
    body: JSON.stringify({ callId: null, sectionId: ground.sectionId }),
  })
  return ((await answer.json()) as { id: string }).id
}

function multipart(file: Buffer, boundary: string): { boundary: string; bytes: Buffer } {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="m.docx"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return { boundary, bytes: Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]) }
}

/** By node:http, so that the one buffer serves all uploads and the load's own memory stays out of the way. */
function upload(
  { origin, author }: System,
  id: string,
  { boundary, bytes }: { boundary: string; bytes: Buffer },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}/api/submissions/${id}/files?purpose=manuscript`, {
      method: 'POST',
      agent: false,
      headers: {
        ...author,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': bytes.length,
      },
    })
    sent.on('error', reject)
    sent.on('response', (answer) => {
      answer
        .resume()
        .on('end', () =>
          answer.statusCode === 201 ? resolve() : reject(new Error(`an upload answered ${answer.statusCode}`)),
        )
    })
    sent.end(bytes)
  })
}
