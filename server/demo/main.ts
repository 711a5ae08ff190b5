import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readEnv } from '../env.ts'
import { furnishPages } from './pages.ts'
import { connectTo, type Database } from '../db/client.ts'

// `npm run seed`, and a step of `npm start`: gives an empty journal its settings, sections and review forms and, when SEED_DEMO is set, the
// archive and the demonstration. A journal that has them is not changed.

const begun = 'demonstration begun'
const complete = 'demonstration complete'

const env = readEnv()
const owner = connectTo(env.DATABASE_URL, { max: 2 })
try {
  const state = await stateOf(owner)
  // A seeding was interrupted: the journal holds an incomplete demonstration, and no real person has an account yet.
  const unfinished = state.mark === begun && !state.realPeople
  if (unfinished) await empty(owner)
  if (unfinished || !state.furnished) {
    const { furnish } = await import('./fixtures.ts')
    await furnish(owner.db, env.SEED_DEMO)
  }
  await furnishPages(owner.db)
  // Never beside real people: the demonstration is only for a journal without accounts.
  if (env.SEED_DEMO && (unfinished || !state.people)) {
    const [{ demonstrate }, { demonstrationAccounts }] = await Promise.all([
      import('./demonstrate.ts'),
      import('./people.ts'),
    ])
    await mark(owner, begun)
    await demonstrate(env, owner)
    await writeFile(join(env.DATA_DIR, 'sign-ins.json'), JSON.stringify(demonstrationAccounts, null, 2))
    await mark(owner, complete)
  }
  if (env.ADMIN_EMAIL !== undefined) {
    const { inviteFirstAdministrator } = await import('./first-administrator.ts')
    await inviteFirstAdministrator(owner, env.ADMIN_EMAIL)
  }
} finally {
  await owner.close()
}

interface State {
  furnished: boolean
  people: boolean
  realPeople: boolean
  mark: string | null
}

async function stateOf({ sql }: Database): Promise<State> {
  const [state] = await sql<State[]>`
    select exists (select from journal.settings) as furnished,
           exists (select from identity.accounts) as people,
           exists (select from identity.accounts where not demonstration) as "realPeople",
           obj_description('journal'::regnamespace) as mark`
  if (!state) throw new Error('the database did not answer')
  return state
}

/** Notes the progress of the seeding as a comment on the schema: that needs no table, and only the owner's role can change it. */
async function mark({ sql }: Database, text: typeof begun | typeof complete): Promise<void> {
  await sql.unsafe(`comment on schema journal is '${text}'`)
}

async function empty({ sql }: Database): Promise<void> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('journal', 'identity')`
  await sql.unsafe(`truncate ${tables.map(({ name }) => name).join(', ')}`)
}
