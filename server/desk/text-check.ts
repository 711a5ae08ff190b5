import { loadPolicySubject } from '../cases/lock.ts'
import { peopleOfCase } from '../cases/people.ts'
import { namesInTyped } from '../cases/reviewers-text.ts'
import { namesInSent } from '../cases/sent-text.ts'
import type { Deps } from '../deps.ts'
import { maySubmission, type Actor } from '../domain/policy.ts'
import { allow } from '../domain/refusal.ts'
import type { Body, ReplyOf } from '../http/contract.ts'
import type { deskContract } from './contract.ts'

type Endpoint = (typeof deskContract)['POST /api/submissions/:id/text-check']

/** The names in a text that an editor is about to send. Nothing is stored. */
export async function checkText(
  { sql, db }: Deps,
  actor: Actor,
  id: string,
  checked: Body<Endpoint>,
): Promise<ReplyOf<Endpoint>> {
  allow(maySubmission('submission.oversee', actor, await loadPolicySubject(sql, id)))
  const people = await peopleOfCase(db, id)
  if (checked.field === 'details')
    return { findings: namesInTyped({ ...checked, keyPoints: [], response: '' }, people) }
  return { findings: namesInSent(checked.field, checked.text, people) }
}
