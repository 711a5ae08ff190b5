import { everyDirtyCase } from './dirty/every.ts'
import { testScan } from './test-scan.ts'

testScan(everyDirtyCase)
