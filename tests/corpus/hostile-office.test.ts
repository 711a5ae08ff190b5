import { testHostileFiles } from './test-hostile-files.ts'
import { markupAttacks } from './hostile/markup.ts'
import { odfAndSheetAttacks } from './hostile/odf-and-sheets.ts'
import { activeAttacks } from './hostile/office.ts'

testHostileFiles([...markupAttacks, ...activeAttacks, ...odfAndSheetAttacks])
