import type { DecisionKind } from '../../server/domain/decision.ts'
import type { Status } from '../../server/domain/submission.ts'
import {
  accepts,
  completeDraft,
  decide,
  freshKey,
  handsInReview,
  handsInRevision,
  invite,
  plainPersonas,
  produced,
  published,
  releaseFiles,
  type Scenario,
} from './given.ts'
import type { Journal } from './journal.ts'

/** Brings papers of one author and one editor to the requested status. Decisions can no longer be taken back. */
export async function papersOf(journal: Journal) {
  const editor = await journal.person({ name: 'Edith Editor', email: 'edith@journal.example', roles: ['editor'] })
  const author = await journal.person({ ...plainPersonas.author, roles: ['author'] })

  const draft = async (): Promise<Scenario> => {
    const submissionId = await completeDraft(journal, author)
    return { journal, personas: plainPersonas, editor, author, submissionId }
  }
  const submitted = async () => {
    const scenario = await draft()
    const params = { id: scenario.submissionId }
    await author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
    return scenario
  }
  const decided = async (scenario: Scenario, kind: DecisionKind) => {
    await decide(scenario, kind)
    journal.clock.advance({ minutes: 11 })
    await journal.settle()
    return scenario
  }
  const inReview = async () => {
    const scenario = await submitted()
    await releaseFiles(scenario)
    return decided(scenario, 'send_to_review')
  }
  const reviewed = async () => {
    const scenario = await inReview()
    const [invited] = await invite(scenario, plainPersonas.reviewers.slice(0, 1))
    if (!invited) throw new Error('the cast has reviewers')
    await handsInReview(journal, await accepts(journal, invited), invited)
    return scenario
  }
  const accepted = async () => decided(await submitted(), 'accept')

  const to: Readonly<Record<Status, () => Promise<Scenario>>> = {
    draft,
    submitted,
    returned: async () => decided(await submitted(), 'return'),
    in_review: reviewed,
    revising: async () => decided(await reviewed(), 'minor_revision'),
    revised: async () => {
      const scenario = await to.revising()
      await handsInRevision(scenario)
      return scenario
    },
    accepted,
    in_production: async () => {
      const scenario = await accepted()
      await editor.ask('POST /api/submissions/:id/production', { params: { id: scenario.submissionId } })
      return scenario
    },
    published: async () => {
      const scenario = await accepted()
      await published(scenario, [(await produced(scenario)).articleId])
      return scenario
    },
    declined: async () => decided(await submitted(), 'decline'),
    withdrawn: async () => {
      const scenario = await submitted()
      await author.ask('POST /api/submissions/:id/withdraw', { params: { id: scenario.submissionId }, body: {} })
      return scenario
    },
  }
  return { editor, author, to, submitted, inReview }
}
