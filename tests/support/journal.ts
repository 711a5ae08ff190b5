import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { inject } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { violations } from '../../server/db/invariants.ts'
import { connect, type StatementListener } from '../../server/db/client.ts'
import type { Deps } from '../../server/deps.ts'
import type { Role } from '../../server/domain/policy.ts'
import { freePort } from '../../server/embedded/ports.ts'
import type { Env } from '../../server/env.ts'
import { s3Store } from '../../server/storage/store.ts'
import { settingsOf } from '../../server/settings.ts'
import { prepareWaiting } from '../../workers/manuscripts/pipeline/prepare.ts'
import { reportAgain } from '../../workers/manuscripts/pipeline/report-again.ts'
import type { Toolchain } from '../../workers/manuscripts/toolchain.ts'
import { openTestWorker } from './worker.ts'
import { movableClock, seededIds, type MovableClock } from './chance.ts'
import { Client, type Exchange } from './client.ts'
import { createTestDatabase } from './database.ts'
import {
  emptyFixtures,
  seedJournal,
  sessionFor,
  signIn,
  type JournalFixtures,
  type Person,
  type SessionKeys,
} from './seed-journal.ts'
import { planIn, type StatementPlan } from './plans.ts'
import { openLetterbox, type ReceivedLetter } from './letterbox.ts'
import { countRoundTrips, type RoundTrips } from './round-trips.ts'
import { testEnv } from './services.ts'

export interface JournalOptions {
  /** Two journals with the same seed get the same ids, for the twin tests. */
  readonly seed?: string
  readonly startAt?: string
  /** False: no settings, sections or forms; `fixtures` is then empty. */
  readonly furnished?: boolean
  /** False: the test writes rows without the journal's own acts, so invariants are not checked at the end. */
  readonly lawful?: boolean
  /** At http://localhost with a port of its own, also in letters: browsers accept `__Host-` cookies over plain http for no other name. */
  readonly browsable?: boolean
  /** The interface also in the languages nobody speaks (domain/languages.ts). */
  readonly pseudoLanguages?: boolean
  /** Keeps the plan of each statement for `plansOf`. */
  readonly explained?: boolean
  /** Registered last: a test adds a fault here and checks that it is found. */
  readonly plant?: (app: FastifyInstance, deps: Deps) => void
}

/** A whole journal for one test: the real app behind real HTTP, its worker, its mail, a clock that tests move. */
export interface Journal extends AsyncDisposable {
  readonly app: FastifyInstance
  readonly deps: Deps
  readonly env: Env
  readonly clock: MovableClock
  readonly origin: string
  /** Every request of every client, with its reply. */
  readonly exchanges: Exchange[]
  /** Ids of the sections, form and criteria, by name; without the demonstration. */
  readonly fixtures: JournalFixtures
  /** A client without an account; `who` names it in `exchanges`. */
  visitor(who?: string, session?: SessionKeys): Client
  /** A new person with an account, signed in. */
  person(details: Partial<Person> & { roles?: readonly Role[] }): Promise<Client & { readonly person: Person }>
  /** A client for an existing account, signed in. */
  signedIn(accountId: string, who?: string): Promise<Client>
  /** Runs everything that the worker would have done by now, and returns the letters that this caused. */
  settle(): Promise<ReceivedLetter[]>
  /** Prepares the waiting files and nothing else; a test may replace tools. */
  prepareFiles(tools?: Partial<Toolchain>): Promise<void>
  /** Searches a submission's files again, as the worker does after its authors have changed. */
  reportAgain(submissionId: string, tools?: Partial<Toolchain>): Promise<void>
  /** All letters so far, or those to one address. */
  letters(to?: string): ReceivedLetter[]
  /** Number of SQL statements that the API sends during `work`. */
  countStatements(work: () => Promise<unknown>): Promise<number>
  /** The text of these statements, without values. */
  statementsOf(work: () => Promise<unknown>): Promise<readonly string[]>
  /** Number of statements during `work`, and how often the API waits for the database. */
  countRoundTrips(work: () => Promise<unknown>): Promise<RoundTrips>
  /** How the database answered them; needs the option `explained`. */
  plansOf(work: () => Promise<unknown>): Promise<readonly StatementPlan[]>
}

/** The driver asks a new connection for the types of arrays; an idle connection is closed, and a new one opened, at any time. */
function isOfDriver(statement: string): boolean {
  return statement.includes('pg_catalog.pg_type')
}

export async function startJournal({
  seed = 'a journal',
  startAt,
  plant,
  furnished = true,
  lawful = furnished,
  browsable = false,
  pseudoLanguages = false,
  explained = false,
}: JournalOptions = {}): Promise<Journal> {
  const [database, letterbox] = await Promise.all([createTestDatabase({ explained }), openLetterbox()])
  const port = browsable ? await freePort() : 0
  const env = testEnv(database.url, inject('s3Endpoint'), {
    SMTP_URL: letterbox.url,
    // A bucket for each test, named like its database.
    S3_BUCKET: new URL(database.url).pathname.slice(1).replaceAll('_', '-'),
    ...(pseudoLanguages && { PSEUDO_LANGUAGES: '1' }),
    ...(browsable && { PUBLIC_URL: `http://localhost:${port}` }),
  })
  const clock = movableClock(startAt)
  const ids = seededIds(seed)
  let onStatement: StatementListener = () => {}
  const plans: StatementPlan[] = []
  const onNotice = (notice: string) => {
    const plan = planIn(notice)
    if (plan !== null && !isOfDriver(plan.query)) plans.push(plan)
  }
  const pool = (role: Parameters<typeof connect>[1]) =>
    connect(env, role, { max: 6, onStatement: (statement) => onStatement(statement), onNotice })
  const [api, reviewer, reader] = [pool('tj_api'), pool('tj_reviewer'), pool('tj_reader')]
  const deps: Deps = {
    db: api.db,
    sql: api.sql,
    reviewerSql: reviewer.sql,
    readerSql: reader.sql,
    store: s3Store(env),
    clock,
    ids,
    settings: settingsOf(env),
  }
  const fixtures = furnished ? await seedJournal(deps) : emptyFixtures
  const app = await buildApp(deps)
  plant?.(app, deps)
  const origin = await app
    .listen({ port, host: '127.0.0.1' })
    .then(() => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`)
  const worker = openTestWorker(env, { clock, ids })
  const exchanges: Exchange[] = []
  const statementsOf = async (work: () => Promise<unknown>) => {
    const statements: string[] = []
    onStatement = (statement) => void (isOfDriver(statement) || statements.push(statement))
    await work()
    onStatement = () => {}
    return statements
  }
  return {
    app,
    deps,
    env,
    clock,
    origin,
    exchanges,
    fixtures,
    visitor: (who = 'visitor', session) => new Client(who, origin, exchanges, session),
    person: (details) => signIn(deps, details, (who, session) => new Client(who, origin, exchanges, session)),
    signedIn: (accountId, who = 'account') =>
      sessionFor(deps, accountId, (session) => new Client(who, origin, exchanges, session)),
    settle: async () => {
      const before = letterbox.letters.length
      await worker.runDueTasks()
      return letterbox.letters.slice(before)
    },
    prepareFiles: (tools) => prepareWaiting({ ...worker.deps, toolchain: { ...worker.deps.toolchain, ...tools } }),
    reportAgain: (submissionId, tools) =>
      reportAgain({ ...worker.deps, toolchain: { ...worker.deps.toolchain, ...tools } }, submissionId),
    letters: (to) => letterbox.letters.filter((letter) => to === undefined || letter.to === to),
    countStatements: async (work) => (await statementsOf(work)).length,
    statementsOf,
    countRoundTrips: async (work) => {
      const counter = countRoundTrips()
      onStatement = (statement) => void (isOfDriver(statement) || counter.onStatement())
      await work()
      onStatement = () => {}
      return counter.sent()
    },
    plansOf: async (work) => {
      plans.length = 0
      await work()
      return [...plans]
    },
    [Symbol.asyncDispose]: async () => {
      // Whatever a test did, no invariant may be violated at its end.
      const wrong = lawful ? await violations(api.sql) : []
      await app.close()
      await worker.close()
      await Promise.all([api.close(), reviewer.close(), reader.close(), letterbox.close()])
      await database.drop()
      if (wrong.length > 0) throw new Error(`left behind: ${JSON.stringify(wrong)}`)
    },
  }
}
