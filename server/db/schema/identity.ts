import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { claimStates } from '../../domain/claim.ts'
import { roles } from '../../domain/policy.ts'
import { longestUnsent, unsentActs } from '../../domain/unsent.ts'
import { at, isOneOf, oneOf } from './columns.ts'
import { filePurposes } from './submissions.ts'

/**
 * Everything that tells who somebody is. Manuscripts, reviews and decisions live in `journal` and hold no column that
 * leads to a person; the bridges between the two are here, where reviewers' and readers' database roles cannot look.
 */
export const identity = pgSchema('identity')

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  fromDriver: (value) => value,
})

export const accounts = identity.table(
  'accounts',
  {
    id: uuid('id').primaryKey(),
    /** Lower case, NFC: what sign-in compares. */
    email: text('email').notNull().unique(),
    passwordHash: text('password_hash'),
    name: text('name').notNull(),
    affiliation: text('affiliation').notNull().default(''),
    country: text('country'),
    orcid: text('orcid'),
    locale: text('locale').notNull().default('en'),
    languages: text('languages').array().notNull().default(sql`'{}'`),
    expertise: text('expertise').array().notNull().default(sql`'{}'`),
    /** Invited reviewers have an account before they ever sign in. */
    confirmedAt: at('confirmed_at'),
    disabledAt: at('disabled_at'),
    createdAt: at('created_at').notNull(),
    /** The submission to whose review an invitation made this account; whoever is walled off it does not see the account. */
    createdFor: uuid('created_for'),
    demonstration: boolean('demonstration').notNull().default(false),
  },
  (t) => [check('accounts_email_folded', sql`${t.email} = lower(${t.email})`)],
)

export const accountRoles = identity.table(
  'account_roles',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    role: oneOf('role', roles).notNull(),
    /** The submission to whose review an invitation gave this role; null when somebody else gave it. */
    givenFor: uuid('given_for'),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.role] }), index('account_roles_role').on(t.role)],
)

export const linkPurposes = ['confirm', 'sign_in', 'invitation'] as const

/** A link in a letter. The token is an HMAC over the id (rendering/links.ts), so nothing here opens anything. */
export const links = identity.table(
  'links',
  {
    id: uuid('id').primaryKey(),
    purpose: oneOf('purpose', linkPurposes).notNull(),
    accountId: uuid('account_id').references(() => accounts.id),
    invitationId: uuid('invitation_id'),
    /** Of an address that has no account yet. */
    registrationId: uuid('registration_id'),
    /** Where its holder was going when they asked for it: an own path of the working screens (http/own-path.ts). */
    next: text('next'),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
    revokedAt: at('revoked_at'),
  },
  (t) => [
    check('links_one_target', sql`(${t.purpose} = 'invitation') = (${t.invitationId} is not null)`),
    index('links_invitation').on(t.invitationId),
  ],
)

/** Only the SHA-256 of a session's token is kept. A session belongs to an account or to one invitation. */
export const sessions = identity.table(
  'sessions',
  {
    tokenHash: bytea('token_hash').primaryKey(),
    accountId: uuid('account_id').references(() => accounts.id),
    invitationId: uuid('invitation_id'),
    createdAt: at('created_at').notNull(),
    lastSeenAt: at('last_seen_at').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [
    check('sessions_one_holder', sql`(${t.accountId} is null) <> (${t.invitationId} is null)`),
    index('sessions_account').on(t.accountId),
    index('sessions_invitation').on(t.invitationId),
    index('sessions_expiry').on(t.expiresAt),
  ],
)

/** Counters of attempts; in PostgreSQL so that a restart does not reset them. Keys are keyed hashes, never addresses. */
export const rateLimits = identity.table(
  'rate_limits',
  {
    key: text('key').notNull(),
    windowStart: at('window_start').notNull(),
    hits: integer('hits').notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.windowStart] })],
)

/** What has to wait, and until when (http/throttle.ts). Keys are keyed hashes, never addresses. */
export const throttles = identity.table('throttles', {
  key: text('key').primaryKey(),
  hits: integer('hits').notNull(),
  lastAt: at('last_at').notNull(),
  blockedUntil: at('blocked_until'),
})

/** Which accounts have been signed in to with a browser (http/known-browser.ts). */
export const knownBrowsers = identity.table(
  'known_browsers',
  {
    browserId: uuid('browser_id').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    lastSeenAt: at('last_seen_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.browserId, t.accountId] }), index('known_browsers_account').on(t.accountId)],
)

/**
 * Somebody says that an address is theirs. Until its owner opens the letter's link there is no account: a name that a
 * stranger gives to somebody's address is shown to nobody.
 */
export const registrations = identity.table(
  'registrations',
  {
    id: uuid('id').primaryKey(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    affiliation: text('affiliation').notNull(),
    passwordHash: text('password_hash').notNull(),
    next: text('next'),
    createdAt: at('created_at').notNull(),
    /** When the worker had the letter written. */
    answeredAt: at('answered_at'),
  },
  (t) => [index('registrations_email').on(t.email)],
)

/** Somebody asked for a sign-in link; the worker finds out whether the address is known, and deletes the row. */
export const linkRequests = identity.table('link_requests', {
  id: uuid('id').primaryKey(),
  email: text('email').notNull(),
  next: text('next'),
  createdAt: at('created_at').notNull(),
})

/** A reply once given under an idempotency key is given again, word for word. */
export const idempotency = identity.table(
  'idempotency',
  {
    holder: text('holder').notNull(),
    key: text('key').notNull(),
    request: text('request').notNull(),
    reply: jsonb('reply'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.holder, t.key] })],
)

/** Who handed a submission in, and what was said to the editors only. */
export const submitters = identity.table(
  'submitters',
  {
    submissionId: uuid('submission_id').primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    coverLetter: text('cover_letter').notNull().default(''),
  },
  (t) => [index('submitters_account').on(t.accountId)],
)

export const bylineKinds = ['name', 'pen_name', 'withheld'] as const

export const contributors = identity.table(
  'contributors',
  {
    id: uuid('id').primaryKey(),
    submissionId: uuid('submission_id').notNull(),
    position: integer('position').notNull(),
    accountId: uuid('account_id').references(() => accounts.id),
    name: text('name').notNull(),
    /** "Family, Given", for reference lists; empty where its owner has not said. */
    sortName: text('sort_name').notNull().default(''),
    /** Only the corresponding author's is needed: contacting others can put them in danger. */
    email: text('email'),
    affiliation: text('affiliation').notNull().default(''),
    country: text('country'),
    orcid: text('orcid'),
    corresponding: boolean('corresponding').notNull().default(false),
    creditRoles: text('credit_roles').array().notNull().default(sql`'{}'`),
    byline: oneOf('byline', bylineKinds).notNull().default('name'),
    penName: text('pen_name'),
  },
  (t) => [
    unique('contributors_place').on(t.submissionId, t.position),
    // The conflict wall asks what an editor wrote, at every look at the desk.
    index('contributors_account').on(t.accountId),
    index('contributors_address').on(sql`lower(${t.email})`),
    check('contributors_pen_name', sql`(${t.byline} = 'pen_name') = (${t.penName} is not null)`),
  ],
)

/**
 * Somebody who edits seems to be named as an author, and has not said so. Closes the submission to them until it is
 * dismissed (domain/claim.ts). Kept when the author takes the name off again: only an answer settles it.
 */
export const authorClaims = identity.table(
  'author_claims',
  {
    id: uuid('id').primaryKey(),
    submissionId: uuid('submission_id').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    state: oneOf('state', claimStates).notNull().default('open'),
    /** Why it seems so: codes of domain/conflict.ts. */
    evidence: text('evidence').array().notNull(),
    madeAt: at('made_at').notNull(),
    /** When the letters about it were called for. */
    toldAt: at('told_at'),
    answeredAt: at('answered_at'),
    settledAt: at('settled_at'),
  },
  (t) => [
    unique('author_claims_once').on(t.submissionId, t.accountId),
    isOneOf('author_claims_state', t.state, claimStates),
    index('author_claims_account').on(t.accountId),
  ],
)

/** Editors, section editors and guest editors who handle a submission. */
export const handling = identity.table(
  'handling',
  {
    submissionId: uuid('submission_id').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    since: at('since').notNull(),
    /** By an administrator, when no editor was left: acts as an editor of this one submission. */
    appointed: boolean('appointed').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.submissionId, t.accountId] }), index('handling_account').on(t.accountId)],
)

/** Guest editors with an account: they see the submissions to their call and no others. */
export const callEditors = identity.table(
  'call_editors',
  {
    callId: uuid('call_id').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
  },
  (t) => [primaryKey({ columns: [t.callId, t.accountId] }), index('call_editors_account').on(t.accountId)],
)

/** Which person stands behind an invitation: the only place that knows. */
export const reviewers = identity.table(
  'reviewers',
  {
    invitationId: uuid('invitation_id').primaryKey(),
    submissionId: uuid('submission_id').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    /** What the editor wrote to this person; may greet by name. */
    note: text('note').notNull().default(''),
    /** Why this person, in the editor's words; what the journal knows by itself is not written here (cases/invitation-reasons.ts). */
    why: text('why').notNull().default(''),
    /** The editor in whose name the invitation goes out: whoever chose or last asked this person. */
    askedBy: uuid('asked_by').references(() => accounts.id),
    suggestion: text('suggestion').notNull().default(''),
    /** Evidence of a conflict of interest that an editor saw and invited the person in spite of: codes of domain/conflict.ts. */
    despite: text('despite').array().notNull().default(sql`'{}'`),
  },
  (t) => [index('reviewers_account').on(t.accountId), index('reviewers_submission').on(t.submissionId)],
)

/** The name a file came with, and who brought it. Names of files are names of people surprisingly often. */
export const fileOrigins = identity.table(
  'file_origins',
  {
    fileId: uuid('file_id').primaryKey(),
    /** Encrypted: storage/sealed-names.ts. */
    originalName: text('original_name').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
  },
  // How much somebody has stored: asked at every upload.
  (t) => [index('file_origins_account').on(t.accountId)],
)

/** One part of an upload as the store confirmed it: S3 wants the ETags back when the parts become one object. */
export interface UploadPart {
  readonly etag: string
  readonly bytes: number
}

/**
 * A file on its way that may take days. Its bytes are parts of an S3 multipart upload; those too few for a part wait in an
 * object of their own. What this row counts has been received, whatever else the store may hold.
 */
export const uploads = identity.table(
  'uploads',
  {
    id: uuid('id').primaryKey(),
    submissionId: uuid('submission_id').notNull(),
    purpose: oneOf('purpose', filePurposes).notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    storageKey: text('storage_key').notNull().unique(),
    multipartId: text('multipart_id').notNull(),
    tailKey: text('tail_key').notNull().unique(),
    bytesExpected: bigint('bytes_expected', { mode: 'number' }).notNull(),
    parts: jsonb('parts').$type<readonly UploadPart[]>().notNull().default([]),
    tailBytes: integer('tail_bytes').notNull().default(0),
    /** By which its sender recognises the file: a hash, never a name. */
    fingerprint: text('fingerprint').notNull(),
    createdAt: at('created_at').notNull(),
    lastSeenAt: at('last_seen_at').notNull(),
    finishedAt: at('finished_at'),
    fileId: uuid('file_id'),
  },
  (t) => [
    check('uploads_finished_as_a_file', sql`(${t.finishedAt} is null) = (${t.fileId} is null)`),
    // What somebody has unfinished: asked at every new upload and when a page opens.
    index('uploads_unfinished').on(t.accountId).where(sql`${t.finishedAt} is null`),
  ],
)

/**
 * What somebody has typed for an act and not sent (domain/unsent.ts). Only its owner ever gets it back; it is gone when the
 * act is done.
 */
export const unsentTexts = identity.table(
  'unsent_texts',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    act: oneOf('act', unsentActs).notNull(),
    /** An id, or `new` and `own` where there is none. */
    subject: text('subject').notNull(),
    /** JSON, as text: it may hold signs that `jsonb` does not take. */
    content: text('content').notNull(),
    version: integer('version').notNull(),
    savedAt: at('saved_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.act, t.subject] }),
    isOneOf('unsent_texts_act', t.act, unsentActs),
    check('unsent_texts_length', sql`char_length(${t.content}) <= ${sql.raw(String(longestUnsent))}`),
    index('unsent_texts_age').on(t.savedAt),
  ],
)

/** Who did what; the event itself names nobody. */
export const eventActors = identity.table('event_actors', {
  eventId: uuid('event_id').primaryKey(),
  accountId: uuid('account_id').references(() => accounts.id),
  invitationId: uuid('invitation_id'),
})

export const letterStates = ['pending', 'sent', 'failed'] as const

/** One letter to one person. Unique per event, template and recipient: a job run twice writes one letter. */
export const letters = identity.table(
  'letters',
  {
    id: uuid('id').primaryKey(),
    eventId: uuid('event_id').notNull(),
    submissionId: uuid('submission_id'),
    template: text('template').notNull(),
    accountId: uuid('account_id').references(() => accounts.id),
    address: text('address').notNull(),
    subject: text('subject').notNull(),
    /** As sent, with the secret of links struck out. */
    text: text('text').notNull(),
    state: oneOf('state', letterStates).notNull(),
    messageId: text('message_id').notNull().unique(),
    createdAt: at('created_at').notNull(),
    sentAt: at('sent_at'),
    attempts: bigint('attempts', { mode: 'number' }).notNull().default(0),
  },
  (t) => [
    unique('letters_once').on(t.eventId, t.template, t.address),
    index('letters_submission').on(t.submissionId),
    check('letters_one_line_subject', sql`${t.subject} !~ '[\\r\\n]'`),
  ],
)
