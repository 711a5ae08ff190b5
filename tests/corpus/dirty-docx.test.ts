import { bodyCases } from './dirty/docx-body.ts'
import { propertyCases } from './dirty/docx-properties.ts'
import { revisionCases } from './dirty/docx-revisions.ts'
import { prove } from './proof.ts'

prove([...propertyCases, ...revisionCases, ...bodyCases])
