import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { summarised, type Measurement } from './measurement.ts'
import type { Credentials, System } from './system.ts'
import { docx } from '../support/samples.ts'

const megabytes = 20
const uploads = 50

/** Fifty uploads of 20 MB, all at once and fewer at a time; the server's largest resident memory meanwhile. */
export async function measureUploads(system: System, key: () => string): Promise<Measurement[]> {
  const file = Buffer.from(docx({ atLeastBytes: megabytes * 1024 * 1024 }))
  const body = multipart(file, key())
  const found: Measurement[] = []
  for (const connections of [1, 8, 32, uploads]) {
    const whole = (id: string, by: Credentials) => upload(system.origin, by, id, body)
    found.push(await measureAt(system, `upload of ${megabytes} MB`, connections, whole))
  }
  const sha256 = createHash('sha256').update(file).digest('hex')
  for (const connections of [1, 8, uploads]) {
    const inPieces = (id: string, by: Credentials) => uploadInPieces(system.origin, by, id, { file, sha256 })
    found.push(await measureAt(system, `upload of ${megabytes} MB that can go on`, connections, inPieces))
  }
  return found
}

async function measureAt(
  system: System,
  name: string,
  connections: number,
  send: (draftId: string, by: Credentials) => Promise<void>,
): Promise<Measurement> {
  const count = connections === uploads ? uploads : Math.min(uploads, connections * 2)
  const authors = [system.author, ...system.moreAuthors]
  const drafts = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const by = authors[n % authors.length] ?? system.author
      return { by, id: await beginDraft(system, by) }
    }),
  )
  let peak = 0
  const watch = setInterval(() => void system.serverRssMB().then((now) => (peak = Math.max(peak, now))), 50)
  const took: number[] = []
  const begun = performance.now()
  const next = drafts.values()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (const { id, by } of next) {
        const sent = performance.now()
        await send(id, by)
        took.push(performance.now() - sent)
      }
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  clearInterval(watch)
  const measured = await summarised(system, { name, connections }, took, seconds)
  // The largest of the whole time, not what is left when it is over.
  return { ...measured, serverRssMB: peak }
}

async function beginDraft({ origin, fixtures }: System, author: Credentials): Promise<string> {
  const answer = await fetch(`${origin}/api/submissions`, {
    method: 'POST',
    headers: { ...author, 'content-type': 'application/json' },
    body: JSON.stringify({ callId: null, sectionId: fixtures.sectionId }),
  })
  return ((await answer.json()) as { id: string }).id
}

function multipart(file: Buffer, boundary: string): { boundary: string; bytes: Buffer } {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="m.docx"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return { boundary, bytes: Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]) }
}

/** By node:http, so that the one buffer serves all uploads and the load's own memory stays out of the way. */
function upload(
  origin: string,
  author: Credentials,
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

const pieceBytes = 5 * 1024 * 1024
const tus = { 'tus-resumable': '1.0.0' }

/** As the screens send it: begun, sent in pieces, made a file when its checksum is right. */
async function uploadInPieces(
  origin: string,
  author: Credentials,
  id: string,
  { file, sha256 }: { file: Buffer; sha256: string },
): Promise<void> {
  const fingerprint = createHash('sha256').update(id).digest('base64url')
  const metadata = Object.entries({ submission: id, purpose: 'manuscript', fingerprint })
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',')
  const begun = await answered(`${origin}/api/uploads`, 201, {
    method: 'POST',
    headers: { ...author, ...tus, 'upload-length': String(file.length), 'upload-metadata': metadata },
  })
  const path = begun.headers.get('location') ?? ''
  for (let from = 0; from < file.length; from += pieceBytes) {
    await answered(origin + path, 204, {
      method: 'PATCH',
      headers: { ...author, ...tus, 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(file.buffer, file.byteOffset + from, Math.min(pieceBytes, file.length - from)) as BodyInit,
    })
  }
  await answered(`${origin}/api/submissions/${id}/files/from-upload`, 201, {
    method: 'POST',
    headers: { ...author, 'content-type': 'application/json' },
    body: JSON.stringify({ uploadId: path.slice(path.lastIndexOf('/') + 1), sha256, originalName: 'm.docx' }),
  })
}

async function answered(url: string, status: number, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init)
  await answer.arrayBuffer()
  if (answer.status !== status) throw new Error(`${init.method} of an upload answered ${answer.status}`)
  return answer
}
