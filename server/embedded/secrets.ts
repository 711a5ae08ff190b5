import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Secrets = z.object({
  /** Password of the embedded PostgreSQL's owner. */
  postgresPassword: z.string(),
  /** Used as SECRET when the environment has none: signs links, and the database roles' passwords are derived from it. */
  secret: z.string(),
})

type Secrets = z.output<typeof Secrets>

/**
 * The secrets of this DATA_DIR, made at the first start and stored: without them its database cannot be opened again.
 * @throws Error with one sentence when the file is damaged
 */
export async function readSecrets(folder: string): Promise<Secrets> {
  const path = join(folder, 'secrets.json')
  if (!existsSync(path)) await writeSecrets(path)
  try {
    return Secrets.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new Error(`${path} cannot be read: restore it from a backup, or move ${folder} away to begin anew.`, {
      cause,
    })
  }
}

async function writeSecrets(path: string) {
  const secrets: Secrets = { postgresPassword: randomSecret(), secret: randomSecret() }
  const file = await open(`${path}.unfinished`, 'w', 0o600)
  await file.writeFile(`${JSON.stringify(secrets, null, 2)}\n`)
  await file.sync()
  await file.close()
  await rename(`${path}.unfinished`, path)
}

const randomSecret = () => randomBytes(32).toString('base64url')
