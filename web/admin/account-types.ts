import type { Answer, Ask } from '../app/api.ts'

export type People = Answer<'GET /api/accounts'>
export type Person = People['accounts'][number]
export type Duties = Ask<'PUT /api/accounts/:id/roles'>['body']
