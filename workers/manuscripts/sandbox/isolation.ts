import { execFile } from 'node:child_process'
import { lstatSync, readlinkSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { toolIn } from '../tools/path.ts'

const run = promisify(execFile)

export type IsolationKind = 'bwrap' | 'unshare' | 'none'

/** For whoever runs the journal: in logs and the state of the system. */
export const isolationWords: Readonly<Record<IsolationKind, string>> = {
  bwrap: 'Files are worked on in bubblewrap: no network, nothing of this machine but programs and one private folder.',
  unshare:
    'bubblewrap is missing or not permitted: files are worked on without network, but by programs that could read what this user can read.',
  none: 'Neither bubblewrap nor unshare works here: files are worked on by programs that can reach the network and read what this user can read. Install bubblewrap, or permit user namespaces.',
}

export interface Isolation {
  readonly kind: IsolationKind
  /** Words before a command, so that it can read only `readable` and write only in `dir`. */
  wrap(dir: string, readable: readonly string[]): readonly string[]
}

/** The only environment variables of a tool: none of the worker's secrets. */
export function environment(dir: string): Record<string, string> {
  return { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', HOME: dir, LANG: 'C.UTF-8' }
}

// Of /etc and /var only what LibreOffice, fonts, Perl and Python read.
const settings = [
  '/etc/alternatives',
  '/etc/fonts',
  '/etc/ld.so.cache',
  '/etc/ld.so.conf',
  '/etc/ld.so.conf.d',
  '/etc/libreoffice',
  '/etc/magic',
  '/etc/mime.types',
  '/etc/perl',
  '/etc/python3',
  '/var/cache/fontconfig',
  '/var/lib/libreoffice',
]

// On Debian these are links into /usr; elsewhere they may be folders.
const besideUsr = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32']

function besideUsrAsHere(): string[] {
  return besideUsr.flatMap((path) => {
    const entry = lstatSync(path, { throwIfNoEntry: false })
    if (!entry) return []
    return entry.isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path]
  })
}

const mostTemporaryBytes = 256 * 1024 * 1024
const mostSharedBytes = 16 * 1024 * 1024

/**
 * `strict` needs bubblewrap 0.8: no further namespaces, and no place outside the folder that does not count as memory.
 */
function bwrapWords(bwrap: string, strict: boolean, dir: string, readable: readonly string[]): string[] {
  const sized = (path: string, bytes: number) => [...(strict ? ['--size', String(bytes)] : []), '--tmpfs', path]
  return [
    bwrap,
    ...words('--unshare-all --die-with-parent --new-session --cap-drop ALL'),
    ...words(strict ? '--unshare-user --disable-userns' : ''),
    // Neither the machine's nor its user's name can get into a document.
    ...words('--uid 65534 --gid 65534 --hostname journal'),
    ...words('--ro-bind /usr /usr --proc /proc --dev /dev'),
    ...besideUsrAsHere(),
    ...settings.flatMap((path) => ['--ro-bind-try', path, path]),
    ...sized('/dev/shm', mostSharedBytes),
    ...sized('/tmp', mostTemporaryBytes),
    ...readable.flatMap((path) => ['--ro-bind', path, path]),
    ...places(dir),
    ...words('--remount-ro /dev --remount-ro /'),
  ]
}

const places = (dir: string) => ['--bind', dir, dir, '--chdir', dir]
const words = (text: string) => text.split(' ').filter(Boolean)

function candidates(): Isolation[] {
  const found: Isolation[] = []
  const [bwrap, unshare] = [toolIn('bwrap'), toolIn('unshare')]
  if (bwrap) {
    for (const strict of [true, false]) {
      found.push({ kind: 'bwrap', wrap: (dir, readable) => bwrapWords(bwrap, strict, dir, readable) })
    }
  }
  if (unshare) {
    // Without root a user namespace is needed first.
    for (const user of [['--user', '--map-current-user'], []]) {
      const all = [unshare, ...user, '--net', '--ipc', '--pid', '--fork', '--kill-child=KILL', '--']
      found.push({ kind: 'unshare', wrap: () => all })
    }
  }
  return found
}

/**
 * Whether a command starts in this isolation, can write in its folder, and finds no network except its own loopback.
 */
async function holds(isolation: Isolation): Promise<boolean> {
  const dir = await mkdtemp(join(tmpdir(), 'tj-work-'))
  // A low process number proves a namespace of its own: run.ts kills all processes in it at the end.
  const probe = 'test $$ -le 2 && echo written > probe && test "$(grep -c : /proc/net/dev)" -le 1'
  const [program, ...rest] = [...isolation.wrap(dir, []), '/bin/sh', '-c', probe]
  try {
    await run(program, rest, { cwd: dir, env: environment(dir), timeout: 10_000 })
    return true
  } catch {
    // The reason does not matter: containers forbid it in many ways.
    return false
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

const none: Isolation = { kind: 'none', wrap: () => [] }

/** All isolations that work on this machine, the strongest first. */
export async function isolations(): Promise<Isolation[]> {
  const working: Isolation[] = []
  if (process.platform !== 'linux') return [none]
  for (const candidate of candidates()) if (await holds(candidate)) working.push(candidate)
  return [...working, none]
}

async function strongest(): Promise<Isolation> {
  if (process.platform !== 'linux') return none
  for (const candidate of candidates()) if (await holds(candidate)) return candidate
  return none
}

let known: Promise<Isolation> | undefined

/** The strongest isolation that works on this machine, tried once. */
export function isolation(): Promise<Isolation> {
  known ??= strongest()
  return known
}
