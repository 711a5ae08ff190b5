import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'
import { unpackFromDebian } from './debian.ts'

// The headless Chromium of @sparticuz/chromium, unpacked by ourselves: its own code insists on /tmp and unpacks the libraries only where
// it believes to be in somebody's cloud. A bare Debian lacks exactly those (nss, nspr, expat).

const cache = fileURLToPath(new URL('../../.cache', import.meta.url))

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** @throws Error with one sentence when there is no Chromium for this machine. */
export async function launchBrowser(): Promise<Browser> {
  const home = await unpackedChromium()
  const env = {
    ...process.env,
    // As on a machine without a configured language: Chromium then asks for "en-US@posix".
    LANG: 'C.UTF-8',
    LC_ALL: '',
    LANGUAGE: '',
    HOME: home,
    FONTCONFIG_FILE: await fontSettings(home),
    ...(hasOwnLibraries() ? {} : { LD_LIBRARY_PATH: join(home, 'al2023', 'lib') }),
  }
  return chromium.launch({ executablePath: join(home, 'chromium'), args: flags, env })
}

async function unpackedChromium(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version }: { version: string } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8'))
  const folder = join(cache, `chromium-${version}`)
  if (existsSync(folder)) return folder
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`The tests bring no Chromium for ${process.platform} on ${process.arch}.`)
  }
  const work = `${folder}.${process.pid}`
  await mkdir(work, { recursive: true })
  const packed = join(dirname(entry), '..', 'bin')
  await Promise.all([
    decompress(join(packed, 'chromium.br'), createWriteStream(join(work, 'chromium'), { mode: 0o755 })),
    unpackTar(join(packed, 'fonts.tar.br'), join(work, 'fonts')),
    unpackTar(join(packed, 'al2023.tar.br'), join(work, 'al2023')),
  ])
  // Another test may have unpacked it first.
  if (existsSync(folder)) await rm(work, { recursive: true })
  else await rename(work, folder)
  return folder
}

const decompress = (path: string, into: NodeJS.WritableStream) =>
  pipeline(createReadStream(path), createBrotliDecompress(), into)

async function unpackTar(path: string, folder: string) {
  await mkdir(folder, { recursive: true })
  const tar = spawn('tar', ['-x', '--no-same-owner', '-C', folder], { stdio: ['pipe', 'inherit', 'inherit'] })
  const ended = once(tar, 'exit')
  // tar stops reading at the archive's end mark, which may be before the padding behind it is written; its exit code is what counts.
  await decompress(path, tar.stdin).catch(() => {})
  const [code]: unknown[] = await ended
  if (code !== 0) throw new Error(`${path} could not be unpacked.`)
}

function hasOwnLibraries(): boolean {
  const known = execFileSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' })
  return ['libnss3.so', 'libnspr4.so', 'libexpat.so.1'].every((name) => known.includes(`${name} `))
}

/**
 * Fonts of the machine, the one that comes with Chromium (Latin, Greek, Cyrillic), and for Arabic and Chinese two of Debian's. Without
 * apt-get those letters are boxes in the pictures, which no test looks at.
 */
async function fontSettings(home: string): Promise<string> {
  const path = join(home, 'fonts.conf')
  if (existsSync(path)) return path
  const unpacked = await unpackFromDebian('fonts', ['fonts-dejavu-core', 'fonts-wqy-microhei']).catch(() => undefined)
  const folders = [join(home, 'fonts'), '/usr/share/fonts', ...(unpacked ? [join(unpacked, 'usr/share/fonts')] : [])]
  const settings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `  <dir>${folder}</dir>`).join('\n')}
  <cachedir>${join(home, 'font-cache')}</cachedir>
</fontconfig>
`
  await writeFile(path, settings)
  return path
}
