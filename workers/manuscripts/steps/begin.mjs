// Entry point of a step's process: node [limits] begin.mjs <cache folder> <step>. With compiled sources a step starts in 40 ms instead of
// 90.
import { enableCompileCache } from 'node:module'

enableCompileCache(process.argv[2])

await import('./main.ts')
