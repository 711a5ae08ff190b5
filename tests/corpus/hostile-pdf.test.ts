import { disarm } from './test-hostile-files.ts'
import { pdfExhaustion } from './hostile/pdf-exhaustion.ts'
import { pdfActions, pdfDisguises } from './hostile/pdf.ts'

disarm([...pdfActions, ...pdfDisguises, ...pdfExhaustion])
