import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../server/embedded/ports.ts'

// `npm start` as somebody runs it in a terminal: in a process group of its own, with a folder and a port of its own.

const root = fileURLToPath(new URL('../..', import.meta.url))
const patienceMs = 300_000

/** What a start consists of, by the command line of each process. */
const parts = {
  npm: /^npm start/,
  start: /server\/start\.ts start/,
  api: /server\/main\.ts/,
  worker: /workers\/main\.ts/,
  objects: /objects-process\.ts/,
  database: /^\S*bin\/postgres -D/,
  connection: /^postgres: tj_api/,
} as const
export type Part = keyof typeof parts

interface Running {
  readonly pid: number
  readonly command: string
}

/** A folder of data, on which the journal can be started several times. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'journal-start-'))
  readonly port: number

  constructor(port: number) {
    this.port = port
  }

  get home(): string {
    return `http://localhost:${this.port}`
  }

  start(settings: Readonly<Record<string, string>> = {}): Start {
    return new Start({ PORT: String(this.port), DATA_DIR: join(this.folder, 'data'), ...settings }, this.folder)
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export async function newPlace(): Promise<Place> {
  return new Place(await freePort())
}

/** Our own settings do not reach it: it starts as on a machine with none. */
function surroundings(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env
  return { PATH, HOME, LANG: 'C.UTF-8', ...settings }
}

export class Start {
  /** Everything that it has written. */
  output = ''
  /** Resolves with the exit code. */
  readonly ended: Promise<number>
  readonly #folder: string
  readonly #pid: number
  #isOver = false

  constructor(settings: Readonly<Record<string, string>>, folder: string) {
    this.#folder = folder
    const child = spawn('npm', ['start'], { cwd: root, env: surroundings(settings), detached: true, stdio: 'pipe' })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (this.output += String(text)))
    this.#pid = child.pid ?? 0
    this.ended = once(child, 'close').then(([code]: (number | null)[]) => {
      this.#isOver = true
      return code ?? -1
    })
  }

  /** @throws Error with the output when it ends without having said it */
  async says(words: string): Promise<void> {
    await this.#until(`it says "${words}"`, () => this.output.includes(words))
  }

  ready(): Promise<void> {
    return this.says('Ctrl-C stops it.')
  }

  /** Ctrl-C reaches all processes of the terminal's group; npm's own exit code says nothing then. */
  async pressCtrlC(): Promise<void> {
    process.kill(-this.#pid, 'SIGINT')
    await this.end()
  }

  /** The exit code, once nothing of it runs any more. */
  async end(): Promise<number> {
    const code = await this.#within(this.ended, 'it ends')
    await this.gone()
    return code
  }

  async gone(): Promise<void> {
    for (const until = Date.now() + patienceMs; this.processes().length > 0; await pause(50))
      if (Date.now() > until) throw new Error(`still running: ${JSON.stringify(this.processes())}`)
  }

  /** Everything that runs for this folder, whoever its parent is by now. */
  processes(): Running[] {
    const all = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .map((pid) => ({ pid, parent: parentOf(pid), command: textOf(pid, 'cmdline').trim() }))
      // A process that has ended has no command line.
      .filter(({ command }) => command !== '')
    const ours = all.filter(({ pid }) => textOf(pid, 'environ').includes(`DATA_DIR=${this.#folder}`))
    const pids = new Set(ours.map(({ pid }) => pid))
    // PostgreSQL writes the titles of its processes over their environment.
    return [...ours, ...all.filter(({ pid, parent }) => !pids.has(pid) && pids.has(parent))]
  }

  /** SIGKILL. */
  kill(part: Part): void {
    const found = this.processes().filter(({ command }) => parts[part].test(command))
    if (found.length === 0) throw new Error(`${part} does not run: ${JSON.stringify(this.processes())}`)
    killEach(found)
  }

  /** SIGKILL to everything at once. */
  async killAll(): Promise<void> {
    killEach(this.processes())
    await this.gone()
  }

  async #until(what: string, condition: () => boolean): Promise<void> {
    for (const until = Date.now() + patienceMs; !condition(); await pause(20))
      if (this.#isOver || Date.now() > until) throw new Error(`not true that ${what}:\n${this.output}`)
  }

  async #within<T>(promise: Promise<T>, what: string): Promise<T> {
    const late = pause(patienceMs, undefined, { ref: false }).then(() => {
      throw new Error(`not true that ${what}:\n${this.output}`)
    })
    return Promise.race([promise, late])
  }
}

function killEach(found: readonly Running[]): void {
  for (const { pid } of found)
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended meanwhile.
    }
}

/** The second field after the name in brackets, which may contain anything. */
function parentOf(pid: number): number {
  const [, parent = '0'] = textOf(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ')
  return Number(parent)
}

/** A file of /proc with its zeros as spaces; empty when the process has ended or belongs to somebody else. */
function textOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}
