import { api } from '../app/api.ts'
import { once } from '../app/once.ts'

export function submitAct(id: string): string {
  return `submit ${id}`
}

export async function submitOnce(id: string): Promise<void> {
  await once(submitAct(id), (idempotencyKey) =>
    api('POST /api/submissions/:id/submit', { params: { id }, idempotencyKey }),
  )
}

export async function handInOnce(id: string): Promise<void> {
  await once(`revision ${id}`, (idempotencyKey) =>
    api('POST /api/submissions/:id/revision', { params: { id }, idempotencyKey }),
  )
}
