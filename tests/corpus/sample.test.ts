import { everyDirtyCase } from './dirty/every.ts'
import { everyHostileCase } from './hostile/every.ts'
import { testDamagedFiles } from './test-damaged-files.ts'
import { testDirtyFiles } from './test-dirty-files.ts'
import { testHostileFiles } from './test-hostile-files.ts'
import { testScan } from './test-scan.ts'

// The same few files of every kind in each run; `npm run test:long` makes all of them.

const every = <Case>(nth: number, cases: readonly Case[]) => cases.filter((_, position) => position % nth === 0)
const dirty = every(12, everyDirtyCase)

testDirtyFiles(dirty)
testScan(dirty)
testHostileFiles(every(8, everyHostileCase))
testDamagedFiles({ cuts: 2, spoilings: 4 })
