import { api } from '../app/api.ts'
import { withIdempotencyKey } from '../app/idempotency.ts'

export function submitAct(id: string): string {
  return `submit ${id}`
}

/** @param word explanation for the editors, when it is submitted again without changes */
export async function submitOnce(id: string, word?: string): Promise<void> {
  await withIdempotencyKey(submitAct(id), (idempotencyKey) =>
    api('POST /api/submissions/:id/submit', { params: { id }, body: saying(word), idempotencyKey }),
  )
}

export async function handInOnce(id: string, word?: string): Promise<void> {
  await withIdempotencyKey(`revision ${id}`, (idempotencyKey) =>
    api('POST /api/submissions/:id/revision', { params: { id }, body: saying(word), idempotencyKey }),
  )
}

function saying(word?: string) {
  return word === undefined ? {} : { unchanged: true, word }
}
