import { testHostileFiles } from './test-hostile-files.ts'
import { pdfExhaustion } from './hostile/pdf-exhaustion.ts'
import { pdfActions, pdfDisguises } from './hostile/pdf.ts'

testHostileFiles([...pdfActions, ...pdfDisguises, ...pdfExhaustion])
