import { peopleBehind, sumOfPeople } from '../../../server/db/people.ts'
import { unsealName } from '../../../server/files/sealed-names.ts'
import type { Harvested, Reading } from '../shapes.ts'
import { readCopy, type PipelineDeps } from './case.ts'
import { keepFindings } from './findings.ts'

interface Outdated {
  readonly id: string
  /** Sealed. */
  readonly originalName: string
  readonly harvested: readonly Harvested[]
}

/** Makes those reports of a submission anew that were made for other people than stand behind it now. */
export async function reportAgain(deps: PipelineDeps, submissionId: string): Promise<void> {
  const people = await peopleBehind(deps.db, submissionId)
  for (const { id, originalName, harvested } of await outdated(deps, submissionId, people)) {
    const copy = await readCopy(deps, id, 'reading')
    if (copy === null) continue
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the stage `read`, verified by its SHA-256
    const reading = JSON.parse(copy.bytes.toString()) as Reading
    const fileName = unsealName(deps.settings.secret, id, originalName)
    const list = await deps.workshop.steps.report({ reading, people, harvested, fileNames: [fileName] })
    await deps.db.transaction((tx) => keepFindings(tx, deps, id, { list, people }))
  }
}

function outdated(
  { sql, settings }: PipelineDeps,
  submissionId: string,
  people: Awaited<ReturnType<typeof peopleBehind>>,
): Promise<Outdated[]> {
  return sql<Outdated[]>`
    select f.id, coalesce(o.original_name, '') as "originalName", coalesce(r.harvested, '[]') as harvested
    from journal.files f
    join journal.preparations p on p.file_id = f.id and p.state = 'ready'
    left join identity.file_origins o on o.file_id = f.id
    left join identity.file_readings r on r.file_id = f.id
    where f.submission_id = ${submissionId} and f.removed_at is null
      and p.reported_for is distinct from ${sumOfPeople(settings.secret, people)}`
}
