import type { Answer } from '../app/api.ts'

/** The report on a file, as the server returns it. */
export type Report = Answer<'GET /api/files/:id/report'>
