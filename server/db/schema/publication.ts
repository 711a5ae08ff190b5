import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core'
import { mainLanguage } from '../../domain/languages.ts'
import { articleStatuses } from '../../domain/article.ts'
import { issueStatuses } from '../../domain/issue.ts'
import { findingKindNames, preparationStates } from '../../domain/preparation.ts'
import { galleyKinds, productionSteps } from '../../domain/production.ts'
import { at, isOneOf, journal, oneOf, searchColumns, type Translated, words } from './columns.ts'
import type { Excerpt } from '../../identity/shapes.ts'
import { calls } from './calls.ts'
import { identity } from './identity.ts'
import { sections } from './settings.ts'
import { submissions } from './submissions.ts'

/** The id in an address of the old system (OJS); the views `published.*` have it as `old_id`. */
const oldIdIn = (legacyUrl: AnyPgColumn, kind: 'article' | 'issue') =>
  sql`substring(${legacyUrl} from ${sql.raw(`'/${kind}/view/(\\d+)$'`)})`

export const issues = journal.table(
  'issues',
  {
    id: uuid('id').primaryKey(),
    volume: integer('volume').notNull(),
    /** Text, because the archive has double numbers ("1-2"). */
    number: text('number').notNull(),
    /** The number as the last part of an address (domain/issue.ts): the printed number may contain a slash or dots. */
    slug: text('slug').notNull(),
    /** The number with its digits padded, so that 9 sorts before 10. */
    numberOrder: text('number_order').generatedAlwaysAs(
      sql.raw(
        `regexp_replace(regexp_replace(number, '(\\d+)', '0000000000\\1', 'g'), '0*(\\d{10})(?!\\d)', '\\1', 'g')`,
      ),
    ),
    /** Nominal year; the issue may go online in the next one. */
    year: integer('year').notNull(),
    /** Increases with every change to the issue, so that two people editing it do not overwrite each other. */
    version: integer('version').notNull().default(1),
    title: text('title').notNull().default(''),
    summary: text('summary').notNull().default(''),
    status: oneOf('status', issueStatuses).notNull(),
    publishAt: at('publish_at'),
    publishedAt: at('published_at'),
    /** False in the archive where the source gives the year only: pages then show no day. */
    dayKnown: boolean('day_known').notNull().default(true),
    legacyUrl: text('legacy_url'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    unique('issues_number').on(t.volume, t.number),
    unique('issues_slug').on(t.volume, t.slug),
    index('issues_newest').on(t.year, t.volume, sql`${t.numberOrder} collate "C"`, t.id),
    index('issues_latest')
      .on(t.publishedAt, t.volume, sql`${t.numberOrder} collate "C"`)
      .where(sql`${t.status} = 'published'`),
    index('issues_in_preparation').on(t.id).where(sql`${t.status} <> 'published'`),
    index('issues_old_id').on(oldIdIn(t.legacyUrl, 'issue')),
    isOneOf('issues_status', t.status, issueStatuses),
    check('issues_published', sql`(${t.status} = 'published') = (${t.publishedAt} is not null)`),
  ],
)

export const specialSections = journal.table(
  'special_sections',
  {
    id: uuid('id').primaryKey(),
    issueId: uuid('issue_id')
      .notNull()
      .references(() => issues.id),
    callId: uuid('call_id').references(() => calls.id),
    title: text('title').notNull(),
    /** Public names, as printed. */
    guestEditors: words('guest_editors'),
    position: integer('position').notNull(),
  },
  (t) => [unique('special_sections_place').on(t.issueId, t.position)],
)

export const productions = journal.table(
  'productions',
  {
    submissionId: uuid('submission_id')
      .primaryKey()
      .references(() => submissions.id),
    step: oneOf('step', productionSteps).notNull(),
    stepSince: at('step_since').notNull(),
    startedAt: at('started_at').notNull(),
  },
  (t) => [isOneOf('productions_step', t.step, productionSteps)],
)

/** Rounds of proofs, each with the galley that was current when it was sent. */
export const proofs = journal.table(
  'proofs',
  {
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => productions.submissionId),
    number: integer('number').notNull(),
    sentAt: at('sent_at').notNull(),
    /** SHA-256 of the PDF as received; a replaced galley has another. Null for proofs from before this column existed. */
    galleySha256: text('galley_sha256'),
    galleyStoredAt: at('galley_stored_at'),
  },
  (t) => [primaryKey({ columns: [t.submissionId, t.number] })],
)

/** The authors' answers, one row each: no answer overwrites another. The author is stored with the event that refers to the row. */
export const proofAnswers = journal.table(
  'proof_answers',
  {
    id: uuid('id').primaryKey(),
    submissionId: uuid('submission_id').notNull(),
    number: integer('number').notNull(),
    approved: boolean('approved').notNull(),
    comment: text('comment').notNull(),
    answeredAt: at('answered_at').notNull(),
    /**
     * Only for an approval: until then its author can take it back, unless the editors have continued; null when it cannot be taken back.
     */
    graceEndsAt: at('grace_ends_at'),
    takenBackAt: at('taken_back_at'),
  },
  (t) => [
    foreignKey({
      name: 'proof_answers_of_proofs',
      columns: [t.submissionId, t.number],
      foreignColumns: [proofs.submissionId, proofs.number],
    }),
    check('proof_answers_say', sql`${t.approved} or ${t.comment} <> ''`),
    index('proof_answers_proofs').on(t.submissionId, t.number, t.answeredAt),
  ],
)

/** An article, published or in preparation. Its byline is what the public may know, and may be a pen name. */
export const articles = journal.table(
  'articles',
  {
    id: uuid('id').primaryKey(),
    /** The number in public addresses: articles from OJS keep their ids. */
    number: bigint('number', { mode: 'number' }).notNull().unique(),
    submissionId: uuid('submission_id')
      .unique()
      .references(() => submissions.id),
    issueId: uuid('issue_id').references(() => issues.id),
    specialSectionId: uuid('special_section_id').references(() => specialSections.id),
    sectionId: uuid('section_id').references(() => sections.id),
    position: integer('position').notNull().default(0),
    /** Increases with every save of what will be printed, so that two people preparing it do not overwrite each other. */
    version: integer('version').notNull().default(1),
    status: oneOf('status', articleStatuses).notNull(),
    language: text('language').notNull().default(mainLanguage),
    /** Empty when the source of an archive record has none. */
    title: text('title').notNull(),
    subtitle: text('subtitle'),
    ...searchColumns(),
    abstract: jsonb('abstract').$type<Translated>().notNull().default({}),
    keywords: words('keywords'),
    keyPoints: words('key_points'),
    contentNote: text('content_note').notNull().default(''),
    doi: text('doi'),
    firstPage: text('first_page'),
    lastPage: text('last_page'),
    licence: text('licence').notNull(),
    licenceUrl: text('licence_url').notNull(),
    /** The article's text, taken from the clean copy of its HTML galley; null until that exists. */
    fullText: text('full_text'),
    receivedOn: at('received_on'),
    acceptedOn: at('accepted_on'),
    publishedAt: at('published_at'),
    dayKnown: boolean('day_known').notNull().default(true),
    legacyUrl: text('legacy_url'),
    /** Published before this system existed. */
    fromArchive: boolean('from_archive').generatedAlwaysAs(sql`submission_id is null`),
    note: text('note'),
    demonstration: boolean('demonstration').notNull().default(false),
  },
  (t) => [
    isOneOf('articles_status', t.status, articleStatuses),
    check('articles_published', sql`(${t.status} = 'assembling') = (${t.publishedAt} is null)`),
    uniqueIndex('articles_doi').on(sql`lower(${t.doi})`).where(sql`${t.doi} is not null`),
    index('articles_issue').on(t.issueId, t.position),
    index('articles_newest').on(t.publishedAt, t.number),
    index('articles_old_id').on(oldIdIn(t.legacyUrl, 'article')),
    index('articles_search').using('gin', t.search),
    index('articles_section').on(t.sectionId),
    index('articles_search_stale')
      .on(t.id)
      .where(sql.raw(`search_of <> md5(title || E'\\n' || coalesce(subtitle, ''))`)),
  ],
)

export const bylines = journal.table(
  'bylines',
  {
    articleId: uuid('article_id')
      .notNull()
      .references(() => articles.id),
    position: smallint('position').notNull(),
    name: text('name').notNull(),
    /** For reference lists, "Family, Given"; empty when nobody has given it: the order of a name's parts is not guessed. */
    sortName: text('sort_name').notNull().default(''),
    affiliation: text('affiliation').notNull().default(''),
    orcid: text('orcid'),
    corresponding: boolean('corresponding').notNull().default(false),
  },
  (t) => [unique('bylines_place').on(t.articleId, t.position), index('bylines_article').on(t.articleId)],
)

/**
 * A galley as received, and the copy made of it for readers: only the copy is ever served. The copy's columns are empty until it exists.
 */
export const galleys = journal.table(
  'galleys',
  {
    id: uuid('id').primaryKey(),
    articleId: uuid('article_id')
      .notNull()
      .references(() => articles.id),
    kind: oneOf('kind', galleyKinds).notNull(),
    mediaType: text('media_type').notNull(),
    receivedBytes: bigint('received_bytes', { mode: 'number' }).notNull(),
    receivedSha256: text('received_sha256').notNull(),
    receivedKey: text('received_key').notNull().unique(),
    storedAt: at('stored_at').notNull(),
    state: oneOf('state', preparationStates).notNull().default('preparing'),
    /** The code of why it is held or refused. */
    reason: text('reason'),
    /** Codes of what could not be done and does not stop preparation. */
    notes: words('notes'),
    /** Codes of what was removed from the copy. */
    removed: words('removed'),
    begunAt: at('begun_at').notNull(),
    /** HMAC of what is printed of the article and whom it may not name (InPrint.sum): when it changes, the galley is prepared again. */
    madeFor: text('made_for'),
    bytes: bigint('bytes', { mode: 'number' }),
    sha256: text('sha256'),
    storageKey: text('storage_key').unique(),
  },
  (t) => [
    unique('galleys_kind').on(t.articleId, t.kind),
    check('galleys_bytes', sql`${t.receivedBytes} > 0`),
    isOneOf('galleys_state', t.state, preparationStates),
    check('galleys_reason', sql`(${t.state} in ('held', 'refused')) = (${t.reason} is not null)`),
    check(
      'galleys_copy',
      sql`(${t.state} = 'ready') = (${t.storageKey} is not null) and (${t.storageKey} is null) = (${t.sha256} is null)
          and (${t.storageKey} is null) = (${t.bytes} is null)`,
    ),
    index('galleys_open').on(t.begunAt).where(sql`${t.state} = 'preparing'`),
  ],
)

/** Places where what is printed of an article names a person its byline does not show. */
export const printFindings = identity.table(
  'print_findings',
  {
    id: uuid('id').primaryKey(),
    articleId: uuid('article_id').notNull(),
    /** Null for text outside the galleys, such as the title or the byline. */
    galleyId: uuid('galley_id'),
    position: integer('position').notNull(),
    kind: oneOf('kind', findingKindNames).notNull(),
    match: text('match').notNull(),
    count: integer('count').notNull().default(1),
    excerpts: jsonb('excerpts').$type<Excerpt[]>().notNull(),
    /** HMAC of the people who were searched for: a confirmation holds for these people only. */
    soughtFor: text('sought_for').notNull(),
    /** When an editor confirmed it: it is somebody else, or meant to be printed. */
    confirmedAt: at('confirmed_at'),
  },
  (t) => [
    isOneOf('print_findings_kind', t.kind, findingKindNames),
    index('print_findings_article').on(t.articleId, t.position),
  ],
)
