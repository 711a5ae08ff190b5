import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

// Builds the screens into dist/, with a .br and a .gz file beside every file that compression makes smaller: the API sends those files
// unchanged.

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist', 'web')
// Outside dist/web, whose files are served.
const stamp = join(root, 'dist', 'web.sources')
const sources = ['web', 'server/strings', 'server/domain', 'vite.config.ts', 'package-lock.json']
const compressible = /\.(js|mjs|css|html|svg|json|txt|ico|webmanifest)$/
// Bytes. A file smaller than one network packet is not worth compressing.
const worthBytes = 1024

/** Whether dist/ was built from the current sources. */
export function webIsFresh(): boolean {
  return existsSync(dist) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfSources()
}

function hashOfSources(): string {
  const hash = createHash('sha256')
  for (const path of sources.flatMap(filesIn)) hash.update(`${path}\0`).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

function filesIn(source: string): string[] {
  const path = join(root, source)
  if (!existsSync(path)) return []
  if (source.includes('.')) return [source]
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return entries.map((entry) => join(entry.parentPath, entry.name).slice(root.length)).sort()
}

async function buildWeb() {
  const hash = hashOfSources()
  const { build } = await import('vite')
  await build({ root, logLevel: 'warn' })
  const entries = await readdir(dist, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && compressible.test(entry.name))
  await Promise.all(files.map((entry) => compress(join(entry.parentPath, entry.name))))
  // Written last: an interrupted build must not count as complete.
  writeFileSync(stamp, hash)
}

async function compress(path: string) {
  const bytes = await readFile(path)
  if (bytes.length < worthBytes) return
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  const [brotli, zipped] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes, { level: 9 }),
  ])
  await Promise.all([writeFile(`${path}.br`, brotli), writeFile(`${path}.gz`, zipped)])
}

if (import.meta.main) await buildWeb()
