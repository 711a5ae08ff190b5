// What a step's process begins with: node [limits] begin.mjs <cache folder> <step>. With the sources already compiled a step
// starts in 40 ms instead of 90.
import { enableCompileCache } from 'node:module'

enableCompileCache(process.argv[2])

await import('./main.ts')
