import postgres from 'postgres'
import { databaseUrl } from '../env.ts'
import { invariants, violations } from './invariants.ts'

// `npm run invariants`: searches a database for violated invariants. Reads only. Uses DATABASE_URL, or the address given as an argument.
// The exit code is 1 when an invariant is violated, 2 when the database could not be asked.

const most = 20

async function check(url: string): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { default_transaction_read_only: true } })
  try {
    const found = Map.groupBy(await violations(sql), ({ rule }) => rule)
    for (const [rule, broken] of found) {
      console.log(`Not so: ${rule} (${broken.length})`)
      for (const { id } of broken.slice(0, most)) console.log(`  ${id}`)
      if (broken.length > most) console.log(`  and ${broken.length - most} more`)
    }
    const all = Object.keys(invariants).length
    console.log(found.size === 0 ? `All ${all} invariants hold.` : `${found.size} of ${all} invariants are violated.`)
    return found.size === 0 ? 0 : 1
  } finally {
    await sql.end()
  }
}

const url = process.argv[2] ?? databaseUrl()
if (url === null) {
  console.error(
    'Say which database: DATABASE_URL=postgres://… npm run invariants, or npm run invariants -- postgres://…',
  )
  process.exitCode = 2
} else {
  process.exitCode = await check(url).catch((fault: unknown) => {
    console.error(`The database could not be asked: ${fault instanceof Error ? fault.message : String(fault)}`)
    return 2
  })
}
