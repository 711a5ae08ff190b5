import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type postgres from 'postgres'

// postgres.js, mended. Version 3.4.9 does not get over the end of a connection during a transaction, for example when the database restarts:
// it throws outside of any promise, which ends the process; it then never connects again; and what was left of the transaction runs in
// another one that got the connection's place (github.com/porsager/postgres issues 1186, 1208, 1216). Its sources are changed while they are
// loaded. tests/ended-connections.long.test.ts ends connections in transactions; without these changes it fails.

interface Change {
  readonly from: string
  readonly to: string
}

const changes: Readonly<Record<string, readonly Change[]>> = {
  'connection.js': [
    // A statement after the end of the connection fails.
    {
      from: '    const x = socket.write(chunk, fn)\n',
      to: `    if (socket === null) {
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options))
      query = null
      return false
    }
    const x = socket.write(chunk, fn)
`,
    },
    // The next connection in this place begins with nothing of this one: no bytes, timer or error.
    {
      from: `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()
`,
      to: `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = errorResponse = results = null
    result = new Result()
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()
`,
    },
    // When the connection ends during its first question, for the types of arrays, `initial` fails or is sent again.
    { from: '        return fetchArrayTypes()\n', to: '        return fetchArrayTypes().catch(() => {})\n' },
    // Statements that came between an error of the socket and its end fail too.
    {
      from: "    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n",
      to: `    ;(query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = null
`,
    },
  ],
  'index.js': [
    // What is left of a transaction fails: its waiting statements, and those that it still sends, such as its rollback.
    {
      from: '        new Promise((_, reject) => connection.onclose = reject)\n',
      to: `        new Promise((_, reject) => connection.onclose = e => {
          gone = e
          while (queries.length)
            queries.shift().reject(e)
          reject(e)
        })
`,
    },
    { from: '    let savepoints = 0\n', to: '    let savepoints = 0\n      , gone = null\n' },
    {
      from: '        q.catch(e => uncaughtError || (uncaughtError = e))\n',
      to: '        q.catch(e => uncaughtError || (uncaughtError = e))\n        if (gone)\n          return q.reject(gone)\n',
    },
  ],
}

/** Only the changed files are loaded a second time; classes of errors stay the same for everybody. */
const mark = '?mended'

const hooks = registerHooks({
  resolve(specifier, context, nextResolve) {
    const found = nextResolve(specifier, context)
    const isMended = context.parentURL?.endsWith(mark) === true && basename(found.url) in changes
    return isMended ? { ...found, url: found.url + mark } : found
  },
  load(url, context, nextLoad) {
    if (!url.endsWith(mark)) return nextLoad(url, context)
    const path = fileURLToPath(url)
    return { format: 'module', shortCircuit: true, source: mended(path, readFileSync(path, 'utf8')) }
  },
})

function mended(path: string, source: string): string {
  return (changes[basename(path)] ?? []).reduce((text, { from, to }) => {
    if (text.split(from).length !== 2) throw new Error(`${path} is not the version that server/db/driver.ts mends.`)
    return text.replace(from, () => to)
  }, source)
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same module as the type's
const loaded = (await import(new URL('../../node_modules/postgres/src/index.js', import.meta.url).href + mark)) as {
  default: typeof postgres
}
hooks.deregister()

export const connectionPool = loaded.default
