import { createHash } from 'node:crypto'
import type { Db } from '../db/client.ts'
import { criteria, reviewForms, sections, settings } from '../db/schema/settings.ts'
import { journal, limits, reviewForms as seedForms, scale, sections as seedSections } from './setting.ts'

/** An id that is the same at every seeding, so that the parts of the seed can refer to each other. */
export function fixedId(what: string): string {
  const hex = createHash('sha256').update(`torture journal seed ${what}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const criterionId = (form: string, criterion: string) => fixedId(`criterion ${form} ${criterion}`)
export const sectionId = (section: string) => fixedId(`section ${section}`)

/**
 * What a journal needs before its first call. Only the demonstration sets limits for the length of papers, marked as demonstration values:
 * a real journal has none until its editors set them.
 */
export async function furnish(db: Db, demonstration: boolean): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insert(settings).values({
      title: journal.title,
      fullTitle: journal.fullTitle,
      issn: journal.issn,
      publisher: journal.publisher,
      about: journal.about.join('\n\n'),
      licence: journal.licence.name,
      licenceUrl: journal.licence.url,
      timeZone: journal.timeZone,
      doiPrefix: '10.7146/torture',
      graceMinutes: limits.graceMinutes,
      respondDays: limits.respondWithinDays,
      reviewDays: limits.reviewWithinDays,
      revisionDays: limits.reviseWithinDays,
      maxFileBytes: limits.maxUploadBytes,
      demonstration,
    })
    for (const form of seedForms) {
      const formId = fixedId(`form ${form.key}`)
      await tx.insert(reviewForms).values({ id: formId, name: form.title, guidance: form.guidance, demonstration })
      await tx.insert(criteria).values(
        form.criteria.map(({ key, label, question, weight, required }, position) => ({
          id: criterionId(form.key, key),
          formId,
          position,
          title: label,
          hint: question,
          weight,
          required,
          scale: scale.map(({ word }) => word),
        })),
      )
    }
    await tx.insert(sections).values(
      seedSections.map((section, position) => ({
        id: sectionId(section.key),
        slug: section.key,
        title: section.name,
        position,
        policy: section.description,
        openToAuthors: section.openToAuthors,
        reviewed: section.reviewForm !== null,
        keyPointsRequired: section.keyPoints,
        wordLimit: demonstration ? section.maxWords : null,
        abstractLimit: demonstration ? section.maxAbstractWords : null,
        minimumReviews: section.minimumReviews,
        formId: section.reviewForm && fixedId(`form ${section.reviewForm}`),
        demonstration,
      })),
    )
  })
}
