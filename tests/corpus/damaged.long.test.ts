import { testDamagedFiles } from './test-damaged-files.ts'

testDamagedFiles({ cuts: 25, spoilings: 60 })
