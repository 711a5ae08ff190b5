import { disarm } from './disarm.ts'
import { pdfActions, pdfDisguises, pdfExhaustion } from './hostile/pdf.ts'

disarm([...pdfActions, ...pdfDisguises, ...pdfExhaustion])
