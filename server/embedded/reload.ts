import { watch } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Child } from './children.ts'
import { startChild } from './children.ts'

// For `npm run dev`. Not `node --watch`, which keeps running when the process that started it has ended.

const sources = ['server', 'workers'].map((folder) => fileURLToPath(new URL(`../../${folder}`, import.meta.url)))
const settleMs = 150

/** As startChild, but starts the process again when a source changes; a process that ended by itself is started at the next change. */
export function startReloading(name: string, script: readonly string[], environment: NodeJS.ProcessEnv): Child {
  const tell = (how: string) => {
    if (!stopping) console.error(`${name} ended (${how}); it is started again when a source changes.`)
  }
  const begin = () => {
    const child = startChild(name, script, environment)
    void child.ended.then(tell)
    return child
  }
  let stopping = false
  let child = begin()
  let turn = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const startAnew = async () => {
    stopping = true
    await child.stop()
    stopping = false
    child = begin()
    console.log(`${name} is started anew.`)
  }
  const restart = () => {
    turn = turn.then(startAnew)
  }
  const watchers = sources.map((folder) =>
    watch(folder, { recursive: true }, (_event, file) => {
      if (!file || !/\.(ts|json)$/.test(file)) return
      clearTimeout(timer)
      timer = setTimeout(restart, settleMs)
    }),
  )
  // A file that is deleted or unreadable before it can be watched (editors' temporary files) is ignored.
  for (const watcher of watchers)
    watcher.on('error', () =>
      console.error(`A file in server/ or workers/ cannot be watched; ${name} may miss changes.`),
    )
  return {
    name,
    pid: child.pid,
    ended: new Promise(() => {}),
    message: () => child.message(),
    stop: async () => {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
      await turn
      stopping = true
      await child.stop()
    },
  }
}
