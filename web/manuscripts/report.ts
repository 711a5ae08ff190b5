import type { Answer } from '../app/api.ts'

/** What was found in a file, as the server tells it. */
export type Report = Answer<'GET /api/files/:id/report'>
