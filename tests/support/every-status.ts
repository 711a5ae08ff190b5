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
  plainCast,
  produced,
  published,
  releaseFiles,
  type Scene,
} from './given.ts'
import type { Journal } from './journal.ts'

/** Plays papers of one author and one editor, to whichever status is asked for. Decisions can no longer be taken back. */
export async function papersOf(journal: Journal) {
  const editor = await journal.person({ name: 'Edith Editor', email: 'edith@journal.example', roles: ['editor'] })
  const author = await journal.person({ ...plainCast.author, roles: ['author'] })

  const draft = async (): Promise<Scene> => {
    const submissionId = await completeDraft(journal, author)
    return { journal, cast: plainCast, editor, author, submissionId }
  }
  const submitted = async () => {
    const scene = await draft()
    const params = { id: scene.submissionId }
    await author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
    return scene
  }
  const decided = async (scene: Scene, kind: DecisionKind) => {
    await decide(scene, kind)
    journal.clock.advance({ minutes: 11 })
    await journal.settle()
    return scene
  }
  const inReview = async () => {
    const scene = await submitted()
    await releaseFiles(scene)
    return decided(scene, 'send_to_review')
  }
  const reviewed = async () => {
    const scene = await inReview()
    const [invited] = await invite(scene, plainCast.reviewers.slice(0, 1))
    if (!invited) throw new Error('the cast has reviewers')
    await handsInReview(journal, await accepts(journal, invited), invited)
    return scene
  }
  const accepted = async () => decided(await submitted(), 'accept')

  const to: Readonly<Record<Status, () => Promise<Scene>>> = {
    draft,
    submitted,
    returned: async () => decided(await submitted(), 'return'),
    in_review: reviewed,
    revising: async () => decided(await reviewed(), 'minor_revision'),
    revised: async () => {
      const scene = await to.revising()
      await handsInRevision(scene)
      return scene
    },
    accepted,
    in_production: async () => {
      const scene = await accepted()
      await editor.ask('POST /api/submissions/:id/production', { params: { id: scene.submissionId } })
      return scene
    },
    published: async () => {
      const scene = await accepted()
      await published(scene, [(await produced(scene)).articleId])
      return scene
    },
    declined: async () => decided(await submitted(), 'decline'),
    withdrawn: async () => {
      const scene = await submitted()
      await author.ask('POST /api/submissions/:id/withdraw', { params: { id: scene.submissionId }, body: {} })
      return scene
    },
  }
  return { editor, author, to, submitted, inReview }
}
