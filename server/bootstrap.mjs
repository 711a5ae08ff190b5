// Every npm script starts here, in plain JavaScript that Node 18 can run: it installs Node 24 and the locked packages if necessary, then
// starts the TypeScript sources, which Node 24 runs without a build. npm is called for `npm ci` only: an npm process between this one and
// the journal would not pass on signals.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const neededMajor = 24
// Longer than start.ts waits for everything that it stops.
const stopPatienceMs = 60_000

const commands = {
  start: ['server/start.ts', 'start'],
  dev: ['server/start.ts', 'dev'],
  seed: ['server/start.ts', 'seed'],
  invariants: ['server/db/check-invariants.ts'],
  'db:migrate': ['server/start.ts', 'migrate'],
  'db:generate': ['node_modules/drizzle-kit/bin.cjs', 'generate'],
  test: ['tests/run.ts'],
  'test:long': ['tests/run.ts', '--long'],
  check: ['tests/run.ts', '--check-only'],
  bench: ['tests/bench/run.ts'],
  'clean-corpus': ['workers/manuscripts/corpus/main.ts'],
}

class Sentence extends Error {}

const say = (line) => process.stderr.write(`${line}\n`)
const major = (version) => Number(version.replace(/^v/, '').split('.')[0])

/** npm's own command line: the one that started this process, else the one beside this node, else the one in PATH. */
function npmCli() {
  const beside = (node) => join(dirname(node), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const inPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'))
  const candidates = [
    process.env.npm_execpath,
    beside(realpathSync(process.execPath)),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
    ...inPath,
  ]
  const found = candidates.find((path) => path && existsSync(path) && basename(realpathSync(path)) === 'npm-cli.js')
  if (!found) throw new Sentence('npm was not found: install Node 24 together with npm and start again.')
  return realpathSync(found)
}

/** `npm ci` in `folder`, run by `node`: npm on an old Node silently leaves out packages that want a newer one. */
function installLocked(node, folder) {
  // Packages must not run install scripts: none of ours needs one.
  const args = [npmCli(), 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` }
  const { status, error } = spawnSync(node, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) {
    throw new Sentence(
      `The packages in ${folder} could not be installed${error ? ` (${error.message})` : ''}: npm says why above.`,
    )
  }
}

function timed(what, work) {
  const begun = Date.now()
  say(`${what} ...`)
  work()
  say(`${what}: done in ${((Date.now() - begun) / 1000).toFixed(1)} s`)
}

/** Path of a Node that is new enough: this one, or one fetched from the npm registry by its lockfile. */
function newEnoughNode() {
  if (major(process.version) >= neededMajor) return process.execPath
  if (process.platform !== 'linux')
    throw new Sentence(`Install Node ${neededMajor} and start again: this is Node ${process.version}.`)
  const folder = join(root, 'server', 'node24')
  const node = join(folder, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node')
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'))
  const wanted = lock.packages[`node_modules/node-linux-${process.arch}`]?.version
  if (!wanted)
    throw new Sentence(`Install Node ${neededMajor} and start again: there is no package of it for ${process.arch}.`)
  const runs = () => spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim() === `v${wanted}`
  if (!runs())
    timed(`Getting Node ${wanted} (this is ${process.version})`, () => installLocked(process.execPath, folder))
  if (!runs()) throw new Sentence(`Install Node ${neededMajor} and start again: ${node} does not run on this machine.`)
  return node
}

const fits = (list, value) => list === undefined || [list].flat().includes(value)

/**
 * Whether node_modules holds what the lockfile names, by npm's own record; spares a developer who ran npm a second install. What is
 * optional may be absent, except what is made for this very machine: that is what an npm on an old Node leaves out.
 */
function alreadyInstalled(lock) {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  const libc = process.report?.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, { version, optional, os, cpu, libc: wantedLibc }]) =>
      path === '' ||
      installed[path]?.version === version ||
      (optional && !(cpu && fits(os, process.platform) && fits(cpu, process.arch) && fits(wantedLibc, libc))),
  )
}

function ensurePackages(node) {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const wanted = createHash('sha256').update(`${lock}${process.platform}${process.arch}`).digest('hex')
  const stamp = join(root, 'node_modules', '.journal-packages')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  if (!alreadyInstalled(lock)) timed('Installing the locked packages', () => installLocked(node, root))
  writeFileSync(stamp, wanted)
}

/** Who started this process: its parent; under npm also the parent's, because npm runs scripts in a shell that outlives it. */
function ancestors() {
  const parent = process.ppid
  const stat = `/proc/${parent}/stat`
  if (process.env.npm_lifecycle_event === undefined || !existsSync(stat)) return String(parent)
  const [, name, , grandparent] = /\((.*)\) (\S+) (\d+)/s.exec(readFileSync(stat, 'utf8')) ?? []
  return /^(da|ba)?sh$/.test(name) ? `${parent} ${grandparent}` : String(parent)
}

/**
 * Runs the command and exits with its code. The child ends when this process ends (preload.mjs), and this process stops the child when its
 * own parent has ended.
 */
function handOver(node, [script, ...args]) {
  const preload = pathToFileURL(join(root, 'server', 'preload.mjs')).href
  const child = spawn(node, ['--import', preload, script, ...args, ...process.argv.slice(3)], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
  })
  const stop = (signal) => {
    child.kill(signal)
    setTimeout(() => child.kill('SIGKILL'), stopPatienceMs).unref()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  const above = ancestors()
  // npm and shells often end without a signal to their children; then nobody could press Ctrl-C any more.
  setInterval(() => ancestors() === above || stop('SIGTERM'), 500).unref()
  child.on('error', (error) => fail(error))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

function fail(error) {
  say(error instanceof Sentence ? error.message : (error.stack ?? String(error)))
  process.exit(1)
}

try {
  const command = commands[process.argv[2]]
  if (!command) throw new Sentence(`Say what to do: ${Object.keys(commands).join(', ')}.`)
  const node = newEnoughNode()
  ensurePackages(node)
  handOver(node, command)
} catch (error) {
  fail(error)
}
