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
 * Everything that identifies a person. Manuscripts, reviews and decisions are in `journal`, which has no column that refers to a person.
 * The tables that connect the two are here, where the database roles of reviewers and readers cannot read.
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
    /** Lower case, NFC: sign-in compares it. */
    email: text('email').notNull().unique(),
    passwordHash: text('password_hash'),
    name: text('name').notNull(),
    affiliation: text('affiliation').notNull().default(''),
    country: text('country'),
    orcid: text('orcid'),
    /** The language they have chosen for pages, letters and screens. */
    locale: text('locale'),
    languages: text('languages').array().notNull().default(sql`'{}'`),
    expertise: text('expertise').array().notNull().default(sql`'{}'`),
    /** Null for an invited reviewer who has never signed in. */
    confirmedAt: at('confirmed_at'),
    disabledAt: at('disabled_at'),
    createdAt: at('created_at').notNull(),
    /** The submission whose invitation to review created this account; people walled off from that submission do not see the account. */
    createdFor: uuid('created_for'),
    demonstration: boolean('demonstration').notNull().default(false),
  },
  (t) => [check('accounts_email_folded', sql`${t.email} = lower(${t.email})`), index('accounts_name').on(t.name, t.id)],
)

export const accountRoles = identity.table(
  'account_roles',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    role: oneOf('role', roles).notNull(),
    /** The submission whose invitation to review gave this role; null when it was given otherwise. */
    givenFor: uuid('given_for'),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.role] }), index('account_roles_role').on(t.role)],
)

export const linkPurposes = ['confirm', 'sign_in', 'invitation'] as const

/** A link in a letter. Its token is an HMAC over the id (rendering/links.ts), so this table alone opens nothing. */
export const links = identity.table(
  'links',
  {
    id: uuid('id').primaryKey(),
    purpose: oneOf('purpose', linkPurposes).notNull(),
    accountId: uuid('account_id').references(() => accounts.id),
    invitationId: uuid('invitation_id'),
    /** For an address that has no account yet. */
    registrationId: uuid('registration_id'),
    /** The page its holder wanted when they asked for the link: a path of the working screens (http/own-path.ts). */
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

/** Only the SHA-256 of a session's token is stored. A session belongs to an account or to one invitation. */
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

/** Counters of attempts; in PostgreSQL so that a restart does not reset them. Keys are HMACs, never addresses. */
export const rateLimits = identity.table(
  'rate_limits',
  {
    key: text('key').notNull(),
    windowStart: at('window_start').notNull(),
    hits: integer('hits').notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.windowStart] })],
)

/** Who has to wait, and until when (http/throttle.ts). Keys are HMACs, never addresses. */
export const throttles = identity.table('throttles', {
  key: text('key').primaryKey(),
  hits: integer('hits').notNull(),
  lastAt: at('last_at').notNull(),
  blockedUntil: at('blocked_until'),
})

/** The accounts that have signed in with a browser (http/known-browser.ts). */
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
 * Somebody wants to register an address. There is no account until the address's owner opens the link in the letter: nobody sees the name
 * that a stranger typed for somebody else's address.
 */
export const registrations = identity.table(
  'registrations',
  {
    id: uuid('id').primaryKey(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    affiliation: text('affiliation').notNull(),
    passwordHash: text('password_hash').notNull(),
    /** The language of the page on which they registered, unless it was the default one. */
    locale: text('locale'),
    next: text('next'),
    createdAt: at('created_at').notNull(),
    /** When the worker wrote the letter. */
    answeredAt: at('answered_at'),
  },
  (t) => [index('registrations_email').on(t.email)],
)

/** Somebody asked for a sign-in link; the worker looks up whether the address is known, and deletes the row. */
export const linkRequests = identity.table('link_requests', {
  id: uuid('id').primaryKey(),
  email: text('email').notNull(),
  next: text('next'),
  createdAt: at('created_at').notNull(),
})

/** Replies by idempotency key: a repeated request gets the same reply. */
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

/** Who submitted a submission, and what they told the editors only. */
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
    /** "Family, Given", for reference lists; empty when the author has not given it. */
    sortName: text('sort_name').notNull().default(''),
    /** Needed for the corresponding author only: contacting others can put them in danger. */
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
    // The conflict wall is applied to every row of the desk and searches by account.
    index('contributors_account').on(t.accountId),
    index('contributors_address').on(sql`lower(${t.email})`),
    check('contributors_pen_name', sql`(${t.byline} = 'pen_name') = (${t.penName} is not null)`),
  ],
)

/**
 * An editor seems to be named as an author and has not declared it. They are walled off from the submission until the claim is dismissed
 * (domain/claim.ts). The claim stays when the author removes the name again: only an answer settles it.
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
    /** Codes of domain/conflict.ts. */
    evidence: text('evidence').array().notNull(),
    madeAt: at('made_at').notNull(),
    /** When the event that causes the letters about it was recorded. */
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

/** Editors, section editors and guest editors assigned to a submission. */
export const handling = identity.table(
  'handling',
  {
    submissionId: uuid('submission_id').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    since: at('since').notNull(),
    /** Appointed by an administrator when no editor was left: edits this submission only. */
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

/** The person who holds an invitation: no other table says it. */
export const reviewers = identity.table(
  'reviewers',
  {
    invitationId: uuid('invitation_id').primaryKey(),
    submissionId: uuid('submission_id').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    /** What the editor wrote to this person; may greet them by name. */
    note: text('note').notNull().default(''),
    /** The editor's reason for inviting this person; reasons that the journal computes are not stored (cases/invitation-reasons.ts). */
    why: text('why').notNull().default(''),
    /** The editor in whose name the invitation is sent: who chose this person, or invited them last. */
    askedBy: uuid('asked_by').references(() => accounts.id),
    suggestion: text('suggestion').notNull().default(''),
    /** Evidence of a conflict of interest that an editor saw before inviting the person anyway: codes of domain/conflict.ts. */
    despite: text('despite').array().notNull().default(sql`'{}'`),
  },
  (t) => [index('reviewers_account').on(t.accountId), index('reviewers_submission').on(t.submissionId)],
)

/** The original name of a file, and who uploaded it. File names often contain names of people. */
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
  // For the quota: asked at every upload.
  (t) => [index('file_origins_account').on(t.accountId)],
)

/** One part of an upload as confirmed by the store: S3 needs the ETags to join the parts to one object. */
export interface UploadPart {
  readonly etag: string
  readonly bytes: number
}

/**
 * An upload that may take days. Its bytes are parts of an S3 multipart upload; bytes that are too few for a part wait in an object of their
 * own. Only what this row counts has been received, even if the store holds more.
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
    /** A hash by which the sender's browser recognises the file; does not contain its name. */
    fingerprint: text('fingerprint').notNull(),
    createdAt: at('created_at').notNull(),
    lastSeenAt: at('last_seen_at').notNull(),
    finishedAt: at('finished_at'),
    fileId: uuid('file_id'),
  },
  (t) => [
    check('uploads_finished_as_a_file', sql`(${t.finishedAt} is null) = (${t.fileId} is null)`),
    // A person's unfinished uploads: asked at every new upload and when a page opens.
    index('uploads_unfinished').on(t.accountId).where(sql`${t.finishedAt} is null`),
  ],
)

/** Text that somebody has typed for an action and not sent (domain/unsent.ts). Only its owner gets it; deleted when the action is done. */
export const unsentTexts = identity.table(
  'unsent_texts',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    act: oneOf('act', unsentActs).notNull(),
    /** An id; `new` or `own` for actions without one. */
    subject: text('subject').notNull(),
    /** JSON as text: it may contain characters that `jsonb` refuses. */
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

/** The actor of an event; the event's own row names nobody. */
export const eventActors = identity.table('event_actors', {
  eventId: uuid('event_id').primaryKey(),
  accountId: uuid('account_id').references(() => accounts.id),
  invitationId: uuid('invitation_id'),
})

export const letterStates = ['pending', 'sent', 'failed'] as const

/** One letter to one person. Unique by event, template and recipient: a job that runs twice writes one letter. */
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
    /** As sent, without the secrets of links. */
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
