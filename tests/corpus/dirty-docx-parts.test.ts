import { archiveCases, mediaCases, partCases } from './dirty/docx-parts.ts'
import { prove } from './proof.ts'

prove([...mediaCases, ...partCases, ...archiveCases])
