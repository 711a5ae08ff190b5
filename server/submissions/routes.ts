import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { registerDesk } from './desk.ts'

export async function registerSubmissions(app: FastifyInstance, deps: Deps): Promise<void> {
  registerDesk(app, deps)
}
