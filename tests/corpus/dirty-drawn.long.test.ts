import { drawnCases } from './dirty/drawn.ts'
import { testDirtyFiles } from './test-dirty-files.ts'

testDirtyFiles(drawnCases)
