import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { buildApp } from '../../server/app.ts'
import { connect } from '../../server/db/client.ts'
import { s3Store } from '../../server/storage/store.ts'
import { settingsOf } from '../../server/settings.ts'
import { systemClock, systemIds } from '../../server/system.ts'
import { countRoundTrips, type RoundTrips } from '../support/round-trips.ts'
import { docx } from '../support/samples.ts'
import { perRequest } from './measurement.ts'
import type { System } from './system.ts'

// `--only="whole submission"`: one author submits papers one after the other, with all requests that a client needs for it.

const papers = 60
/** Before anything is counted: each connection prepares a statement when it sends it first. */
const warmingUp = 20

const manuscript = new Blob([docx() as BlobPart])

interface Sender {
  readonly headers: Readonly<Record<string, string>>
  readonly origin: string
  readonly sectionId: string
}

interface Step {
  readonly name: string
  readonly send: (sender: Sender, draftId: string) => Promise<{ readonly id?: string }>
}

const create: Step = {
  name: 'create',
  send: (sender) => ask(sender, 'POST', '', { callId: null, sectionId: sender.sectionId }, randomUUID()),
}
const createWithContent: Step = {
  name: 'create',
  send: (sender) => ask(sender, 'POST', '', { callId: null, sectionId: sender.sectionId, ...content }, randomUUID()),
}
const addFile: Step = { name: 'upload', send: (sender, id) => upload(sender, id) }
const save: Step = { name: 'save', send: (sender, id) => ask(sender, 'PATCH', `/${id}`, { version: 1, ...content }) }
const submit: Step = { name: 'submit', send: (sender, id) => ask(sender, 'POST', `/${id}/submit`, {}, randomUUID()) }

const ways: readonly { readonly name: string; readonly steps: readonly Step[] }[] = [
  { name: 'as the screens send it', steps: [create, addFile, save, submit] },
  { name: 'its content sent when it is created', steps: [createWithContent, addFile, submit] },
]

const content = {
  title: 'Income support after release',
  abstract: { en: 'A cohort of people released from prison.', es: 'Una cohorte de personas liberadas.' },
  keywords: ['livelihoods', 'prison'],
  keyPoints: ['Income helps.', 'Release is a turning point.'],
  coverLetter: 'With this letter we submit our paper.',
  statements: { ethics: 'Approved by a board.', competing_interests: 'None.' },
  contributors: [
    { name: 'Person 1', email: 'person-1@example.org', affiliation: 'A centre', corresponding: true },
    { name: 'Karim Coauthor', email: null, affiliation: 'Another centre', corresponding: false },
  ],
}

function upload({ headers, origin }: Sender, id: string): Promise<{ id?: string }> {
  const body = new FormData()
  body.append('file', manuscript, 'manuscript.docx')
  return answered(`${origin}/api/submissions/${id}/files?purpose=manuscript`, { method: 'POST', headers, body })
}

function ask(
  { headers, origin }: Sender,
  method: string,
  path: string,
  body: unknown,
  key?: string,
): Promise<{ id?: string }> {
  return answered(`${origin}/api/submissions${path}`, {
    method,
    headers: { ...headers, 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
    body: JSON.stringify(body),
  })
}

async function answered(url: string, init: RequestInit): Promise<{ id?: string }> {
  const answer = await fetch(url, init)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${init.method} ${url} answered ${answer.status}: ${text}`)
  return JSON.parse(text) as { id?: string }
}

/** Submits papers and calls `done` after each request. */
async function submitPapers(
  sender: Sender,
  steps: readonly Step[],
  count: number,
  done: (step: string) => void = () => {},
): Promise<void> {
  for (let i = 0; i < count; i++) {
    let draftId = ''
    for (const { name, send } of steps) {
      const { id } = await send(sender, draftId)
      if (draftId === '') draftId = id ?? ''
      done(name)
    }
  }
}

/** Lines with requests, statements, round trips, milliseconds and processor time of one submission. */
export async function measureWholeSubmission(system: System): Promise<string[]> {
  await system.stopWorker()
  const lines: string[] = []
  for (const way of ways) lines.push(...(await measureWay(system, way)))
  return lines
}

async function measureWay(system: System, { name: wayName, steps }: (typeof ways)[number]): Promise<string[]> {
  const sender = { headers: { ...system.author }, origin: system.origin, sectionId: system.fixtures.sectionId }
  await submitPapers(sender, steps, warmingUp)
  const took = new Map<string, number[]>([...steps.map(({ name }) => [name, []] as [string, number[]]), ['whole', []]])
  const before = system.used()
  let [sentAt, begunAt] = [performance.now(), performance.now()]
  await submitPapers(sender, steps, papers, (step) => {
    const now = performance.now()
    took.get(step)?.push(now - sentAt)
    sentAt = now
    if (step !== steps.at(-1)?.name) return
    took.get('whole')?.push(now - begunAt)
    begunAt = now
  })
  const { apiMs, databaseMs } = perRequest(before, system.used(), papers)
  const counted = await countStatements(system, steps)
  const line = (name: string) => `  ${name.padEnd(7)} ${counted.get(name)}   ${spread(took.get(name) ?? [])}`
  return [
    `a whole submission, ${wayName}: ${steps.length} requests, ${papers} papers one after the other`,
    ...steps.map(({ name }) => line(name)),
    `${line('whole')}   processor: API ${apiMs} ms, PostgreSQL ${databaseMs} ms`,
  ]
}

function spread(took: number[]): string {
  took.sort((a, b) => a - b)
  const at = (share: number) => (took[Math.floor(took.length * share)] ?? 0).toFixed(1).padStart(6)
  return `p50 ${at(0.5)} ms  p99 ${at(0.99)} ms`
}

/** The same requests to the same app in this process, whose driver can be observed. */
async function countStatements(
  { env, author, fixtures }: System,
  steps: readonly Step[],
): Promise<ReadonlyMap<string, string>> {
  const { onStatement, sent } = countRoundTrips()
  const api = connect(env, 'tj_api', { max: 1, onStatement })
  const settings = settingsOf(env)
  const deps = {
    db: api.db,
    sql: api.sql,
    reviewerSql: api.sql,
    readerSql: api.sql,
    store: s3Store(env),
    clock: systemClock,
    ids: systemIds,
    settings,
  }
  const app = await buildApp(deps)
  await app.listen({ port: 0, host: '127.0.0.1' })
  try {
    const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
    const sender = { headers: { ...author }, origin, sectionId: fixtures.sectionId }
    await submitPapers(sender, steps, 2)
    const counts = new Map<string, string>()
    let seen = sent()
    const first = seen
    const count = (name: string, since: RoundTrips) => {
      const [statements, trips] = [sent().statements - since.statements, sent().trips - since.trips]
      counts.set(name, `${String(statements).padStart(3)} statements in ${String(trips).padStart(3)} round trips`)
    }
    await submitPapers(sender, steps, 1, (step) => {
      count(step, seen)
      seen = sent()
    })
    count('whole', first)
    return counts
  } finally {
    await app.close()
    await api.close()
  }
}
