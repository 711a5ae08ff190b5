import { submissionSearch } from '../../server/db/search.ts'
import { contributors, fileOrigins, submitters } from '../../server/db/schema/identity.ts'
import { decisions } from '../../server/db/schema/reviewing.ts'
import { preparations } from '../../server/db/schema/preparation.ts'
import { files, submissions, versions } from '../../server/db/schema/submissions.ts'
import type { Deps } from '../../server/deps.ts'

/** An accepted paper, ready for production. */
export interface AcceptedPaper {
  readonly title: string
  readonly abstract: Record<string, string>
  readonly keywords: string[]
  readonly keyPoints: string[]
  readonly contentNote?: string
  readonly sectionId: string
  readonly author: { readonly id: string; readonly email: string }
  readonly contributors: readonly {
    readonly name: string
    readonly sortName?: string
    readonly affiliation?: string
    readonly orcid?: string
    readonly email?: string
    readonly byline?: 'name' | 'pen_name' | 'withheld'
    readonly penName?: string
  }[]
}

const day = 86_400_000

/** Inserted into the tables directly: these stories begin after review, and need fifty papers without fifty reviews. */
export async function acceptedPaper({ db, ids, clock }: Deps, paper: AcceptedPaper): Promise<string> {
  const [id, now] = [ids.uuid(), clock.now()]
  const before = (days: number) => new Date(now.getTime() - days * day)
  const { contributors: people, author, contentNote = '', ...words } = paper
  await db.transaction(async (tx) => {
    await tx.insert(submissions).values({
      id,
      reference: `TJ-26-${id.slice(0, 4).toUpperCase()}`,
      status: 'accepted',
      statusSince: before(1),
      createdAt: before(100),
      submittedAt: before(90),
      acceptedAt: before(1),
      nextAction: 'start_production',
      nextActionAt: before(1),
      contentNote,
      ...words,
      ...submissionSearch(words),
    })
    const versionId = ids.uuid()
    const handedInAt = before(90)
    await tx.insert(versions).values({ id: versionId, submissionId: id, n: 1, createdAt: before(100), handedInAt })
    // The store has no bytes for this file: no story here opens the manuscript.
    const fileId = ids.uuid()
    await tx.insert(files).values({
      id: fileId,
      submissionId: id,
      versionId,
      purpose: 'manuscript',
      mediaType: 'application/pdf',
      extension: 'pdf',
      bytes: 1,
      sha256: '0'.repeat(64),
      storageKey: ids.token(24),
      storedAt: handedInAt,
    })
    await tx.insert(preparations).values({
      fileId,
      state: 'held',
      reason: 'tool_failed',
      begunAt: handedInAt,
      endedAt: handedInAt,
    })
    await tx.insert(fileOrigins).values({ fileId, originalName: 'manuscript.pdf', accountId: author.id })
    await tx.insert(submitters).values({ submissionId: id, accountId: author.id })
    await tx.insert(contributors).values(
      people.map(
        (
          { name, sortName = '', affiliation = '', orcid = null, email = null, byline = 'name', penName = null },
          n,
        ) => ({
          id: ids.uuid(),
          submissionId: id,
          position: n + 1,
          accountId: n === 0 ? author.id : null,
          name,
          sortName,
          email: n === 0 ? author.email : email,
          affiliation,
          orcid,
          corresponding: n === 0,
          byline,
          penName,
        }),
      ),
    )
    await tx.insert(decisions).values({
      id: ids.uuid(),
      submissionId: id,
      kind: 'accept',
      statusBefore: 'submitted',
      statusAfter: 'accepted',
      sinceBefore: before(90),
      decidedAt: before(1),
      graceEndsAt: new Date(before(1).getTime() + 600_000),
    })
  })
  return id
}
