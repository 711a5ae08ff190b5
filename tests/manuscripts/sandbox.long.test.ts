import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { symlink, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { availableParallelism, getPriority } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { inPrivateFolder, takeFile } from '../../workers/manuscripts/sandbox/folder.ts'
import { isolations } from '../../workers/manuscripts/sandbox/isolation.ts'
import { runTool, type Limits } from '../../workers/manuscripts/sandbox/run.ts'

const limits: Limits = { cpuMs: 10_000, wallMs: 600_000, memoryBytes: 256 * 1024 ** 2, outputBytes: 1024 ** 2 }
const working = await isolations()
if (working.every(({ kind }) => kind !== 'bwrap'))
  console.warn('SKIPPED: bubblewrap is missing or not permitted here; what it keeps out is not tested.')

/** Processes on this machine whose command line contains this text. */
function running(words: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').includes(words)
      } catch {
        return false
      }
    })
}

/** Waits until none of them runs. */
async function gone(words: string): Promise<void> {
  await expect.poll(() => running(words)).toEqual([])
}

// The marker of a run in a loop must differ from those of other tests that run at the same time.
const marked = (kind: string, about: string) => `9${process.pid}.${kind.length}${about.length}`

describe.each(working.map((isolation) => ({ kind: isolation.kind, isolation })))('isolated by $kind', (given) => {
  const { kind, isolation } = given
  const shell = (script: string, less: Partial<Limits> = {}) =>
    inPrivateFolder((dir) =>
      runTool({ command: '/bin/sh', args: ['-c', script], dir, limits: { ...limits, ...less } }, isolation),
    )

  test('a tool returns its output and its exit code', async () => {
    const { end, exitCode, stdout } = await shell('echo said; echo a name >&2')
    expect({ end, exitCode, stdout: stdout.toString() }).toEqual({ end: 'ok', exitCode: 0, stdout: 'said\n' })
    expect(await shell('exit 3')).toMatchObject({ end: 'failed', exitCode: 3 })
  })

  test('a tool has a lower priority than this process', async () => {
    expect((await shell('nice')).stdout.toString().trim()).toBe(String(Math.min(19, getPriority() + 10)))
  })

  test('a tool that does not exist fails', async () => {
    const run = inPrivateFolder((dir) => runTool({ command: '/nowhere/tool', args: [], dir, limits }, isolation))
    expect(await run).toMatchObject({ end: 'failed' })
  })

  test('a tool receives none of our environment variables', async () => {
    process.env['DATABASE_URL'] = 'postgres://a-secret'
    const { stdout } = await shell('env | cut -d= -f1 | sort')
    delete process.env['DATABASE_URL']
    const given = stdout.toString().trim().split('\n')
    expect(given.filter((name) => !['_', 'PWD', 'OLDPWD', 'SHLVL'].includes(name))).toEqual(['HOME', 'LANG', 'PATH'])
  })

  test('a tool reads no input from our process', async () => {
    expect((await shell('cat | wc -c')).stdout.toString().trim()).toBe('0')
  })

  test('at the time limit, a tool and all its child processes are ended', async () => {
    const nap = marked(kind, 'time')
    const { end, ms } = await shell(`sleep ${nap} & (sleep ${nap} &) ; (sh -c 'sleep ${nap}' &) ; sleep ${nap}`, {
      wallMs: 400,
    })
    expect(end).toBe('timed_out')
    expect(ms).toBeLessThan(300_000)
    await gone(`sleep ${nap}`)
  })

  test('child processes of a tool end when it ends', async () => {
    const nap = marked(kind, 'left running')
    expect(await shell(`sleep ${nap} & echo done`)).toMatchObject({ end: 'ok' })
    await gone(`sleep ${nap}`)
  })

  test('a tool that uses too much memory is ended, also when its child processes use it', async () => {
    const hog = `exec "${process.execPath}" -e 'const all = []; setInterval(() => all.push(Buffer.alloc(2e7, 1)), 10)'`
    const { end, peakRssBytes } = await inPrivateFolder((dir) =>
      runTool(
        { command: '/bin/sh', args: ['-c', `(${hog}) & wait`], dir, limits, readable: [process.execPath] },
        isolation,
      ),
    )
    expect(end).toBe('out_of_memory')
    expect(peakRssBytes).toBeGreaterThan(200 * 1024 ** 2)
    expect(peakRssBytes).toBeLessThan(800 * 1024 ** 2)
  })

  test('a tool with too much output is ended', async () => {
    const { end, stdout } = await shell('yes')
    expect(end).toBe('too_much_output')
    expect(stdout.length).toBeLessThanOrEqual(limits.outputBytes)
  })

  test('a tool that writes too large a file, or too many files, is ended', async () => {
    expect(await shell('yes > one')).toMatchObject({ end: 'too_much_output' })
    expect(await shell('for i in 1 2 3 4; do head -c 900000 /dev/zero > $i; done')).toMatchObject({
      end: 'too_much_output',
    })
  })

  test('a tool that only calculates is ended by its limit of CPU time', async () => {
    expect(await shell('while :; do :; done', { cpuMs: 1000 })).toMatchObject({ end: 'timed_out' })
  })

  test('the CPU time of all its processes is added up, including processes that have ended', async () => {
    // Five processes of about half a second each, in sequence: no single one exceeds this limit or the limit of the operating system.
    const busy = `"${process.execPath}" -e 'while (process.cpuUsage().user < 5e5);'`
    const { end, cpuMs } = await inPrivateFolder((dir) =>
      runTool(
        {
          command: '/bin/sh',
          args: ['-c', `${`${busy}; `.repeat(5)} true`],
          dir,
          limits: { ...limits, cpuMs: 1500 },
          readable: [process.execPath],
        },
        isolation,
      ),
    )
    expect(end).toBe('timed_out')
    expect(cpuMs).toBeGreaterThan(1500)
  })

  test('a tool that waits for a busy machine is not ended, after any waiting time', async () => {
    // More busy processes than cores, none started by the tool.
    const others = Array.from({ length: 2 * availableParallelism() }, () =>
      spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
    )
    const { end, ms, cpuMs } = await shell('i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done; sleep 2', {
      cpuMs: 1500,
    }).finally(() => others.forEach((other) => other.kill('SIGKILL')))
    expect(end).toBe('ok')
    expect(ms).toBeGreaterThan(1500)
    expect(cpuMs).toBeLessThan(1500)
  })

  test.skipIf(kind === 'none')('a tool has no network access, not even to this machine', async () => {
    let calls = 0
    const server = createServer((socket) => {
      calls += 1
      socket.destroy()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const script = `require('net').connect(${port}, '127.0.0.1').on('error', (e) => console.log(e.code)).on('connect', () => console.log('reached'))`
    const { stdout } = await inPrivateFolder((dir) =>
      runTool(
        { command: process.execPath, args: ['-e', script], dir, limits, readable: [process.execPath] },
        isolation,
      ),
    )
    server.close()
    expect(stdout.toString().trim()).toMatch(/^(ECONNREFUSED|ENETUNREACH)$/)
    expect(calls).toBe(0)
  })

  test.skipIf(kind !== 'bwrap')('a tool cannot see our files and can write only to its own folder', async () => {
    const ours = import.meta.filename
    const { stdout } = await shell(`
      cat ${ours} /etc/passwd /etc/shadow | wc -c
      for place in / /usr /etc /dev /work; do (echo x > $place/x) && echo wrote in $place; done
      hostname; echo x > here && echo wrote`)
    expect(stdout.toString().trim().split(/\s+/)).toEqual(['0', 'journal', 'wrote'])
  })

  test.each([0, 10, 20, 40, 400])(
    'kill -9 of the worker leaves no process running, %i ms after the start',
    async (ms) => {
      const nap = marked(kind, `worker ${'x'.repeat(ms / 10)}`)
      const here = new URL('../../workers/manuscripts/sandbox/', import.meta.url).href
      const worker = spawn(process.execPath, [
        '--input-type=module',
        '-e',
        `import { isolations } from '${here}isolation.ts'
       import { runTool } from '${here}run.ts'
       import { inPrivateFolder } from '${here}folder.ts'
       const isolation = (await isolations()).find(({ kind }) => kind === '${kind}')
       const args = ['-c', 'sleep ${nap} & (sleep ${nap} &); sleep ${nap}']
       await inPrivateFolder((dir) => {
         const run = runTool({ command: '/bin/sh', args, dir, limits: ${JSON.stringify(limits)} }, isolation)
         process.stdout.write('begun')
         return run
       })`,
      ])
      await once(worker.stdout, 'data')
      await pause(ms)
      worker.kill('SIGKILL')
      await gone(`sleep ${nap}`)
    },
  )
})

test('an output file of a tool is read only when it is a regular file within the size limit', async () => {
  await inPrivateFolder(async (dir) => {
    await writeFile(join(dir, 'plain'), 'said')
    await symlink('/etc/passwd', join(dir, 'link'))
    expect((await takeFile(dir, 'plain', 4))?.toString()).toBe('said')
    expect(await takeFile(dir, 'plain', 3)).toBeNull()
    expect(await takeFile(dir, 'link', 1e6)).toBeNull()
    expect(await takeFile(dir, 'missing', 1e6)).toBeNull()
    expect(await takeFile(dir, '.', 1e6)).toBeNull()
  })
})

test('only the owner can open a private folder, and it is deleted afterwards', async () => {
  const { mode, dir } = await inPrivateFolder(async (dir) => {
    const { statSync } = await import('node:fs')
    return { mode: statSync(dir).mode & 0o777, dir }
  })
  expect(mode).toBe(0o700)
  expect(readdirSync(join(dir, '..'))).not.toContain(dir.split('/').at(-1))
})

afterAll(() => expect(running(`sleep 9${process.pid}.`)).toEqual([]))
