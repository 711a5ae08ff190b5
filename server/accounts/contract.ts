import { z } from 'zod'
import { roles } from '../domain/policy.ts'
import { Cursor } from '../http/cursor.ts'
import { contract } from '../http/contract.ts'
import {
  Country,
  Email,
  Id,
  InterfaceLanguage,
  IdParams,
  Instant,
  Language,
  line,
  Orcid,
  requiredLine,
} from '../http/shapes.ts'

/** 12 to 128 characters of any kind; no rules that make passwords worse (ASVS 6.2). */
const Password = z.string().min(12).max(128)

/** The page that somebody wanted before they had to sign in; anything but a path of the journal's own screens is dropped. */
const Next = z.string().max(500).nullable().default(null)

const Arrival = z.object({
  /** The page they wanted, else the first page of their role. */
  next: z.string(),
  /** They have no password yet and choose one before they continue. */
  needsPassword: z.boolean(),
})

const Profile = z.object({
  name: z.string(),
  email: z.string(),
  affiliation: z.string(),
  country: z.string().nullable(),
  orcid: z.string().nullable(),
  /** The language chosen for pages, letters and screens; null: the browser's, and in letters the journal's. */
  locale: InterfaceLanguage.nullable(),
  languages: z.array(z.string()),
  expertise: z.array(z.string()),
})

// Wrong passwords and requests for links are counted in sign-in.ts. A limit by address here would let one stranger lock out everybody who
// shares the address. Tokens of links are signed, so they cannot be guessed.
const fewLetters = { hits: 30, minutes: 15 } as const

export const accountsContract = contract({
  'GET /api/session': {
    summary: 'Who is signed in, and the token that changes must carry',
    access: 'anyone',
    reply: z.object({
      actor: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('visitor') }),
        z.object({ kind: z.literal('link'), invitationId: Id }),
        z.object({ kind: z.literal('account'), id: Id, name: z.string(), roles: z.array(z.enum(roles)) }),
      ]),
      csrf: z.string().nullable(),
      /** Time zone in which the journal's days begin and end: an IANA name. */
      timeZone: z.string(),
      /** The language of this session's pages and screens, and those to choose from. */
      locale: InterfaceLanguage,
      locales: z.array(InterfaceLanguage),
      /** Key that encrypts unsent text of this person on a device: the same in all of their sessions. */
      deviceKey: z.string().nullable(),
      /** Trial only: the address of the page that shows the letters sent. */
      mailbox: z.string().nullable(),
    }),
  },
  'POST /api/account/register': {
    summary: 'Register; the same answer whether or not the address is known',
    access: 'anyone',
    limit: fewLetters,
    body: z.strictObject({
      name: requiredLine(200),
      email: Email,
      password: Password,
      affiliation: line(300).default(''),
      next: Next,
    }),
    status: 202,
    reply: z.object({ sent: z.literal(true) }),
  },
  'POST /api/account/register/again': {
    summary: 'Have the letter sent again to the address registered in this browser',
    access: 'anyone',
    limit: fewLetters,
    status: 202,
    reply: z.object({ sent: z.literal(true) }),
  },
  'POST /api/account/confirm': {
    summary: 'Confirm an address with the link from the letter, and sign in',
    access: 'anyone',
    body: z.strictObject({ token: z.string().max(200) }),
    reply: Arrival,
  },
  'POST /api/session': {
    summary: 'Sign in with a password',
    access: 'anyone',
    body: z.strictObject({ email: Email, password: z.string().max(128), next: Next }),
    reply: Arrival,
  },
  'POST /api/session/link': {
    summary: 'Ask for a sign-in link by e-mail; the same answer for known and unknown addresses',
    access: 'anyone',
    body: z.strictObject({ email: Email, next: Next }),
    status: 202,
    reply: z.object({ sent: z.literal(true) }),
  },
  'POST /api/session/redeem': {
    summary: 'Sign in with the link from the letter',
    access: 'anyone',
    body: z.strictObject({ token: z.string().max(200) }),
    reply: Arrival,
  },
  'DELETE /api/session': { summary: 'Sign out', access: 'anyone', reply: 'none' },
  'GET /api/account': { summary: 'My profile', access: 'account.own', reply: Profile },
  'PUT /api/account': {
    summary: 'Change my profile',
    access: 'account.own',
    body: z.strictObject({
      name: requiredLine(200),
      affiliation: line(300),
      country: Country.nullable(),
      orcid: Orcid.nullable(),
      /** Absent: stays as it is. */
      locale: InterfaceLanguage.nullable().optional(),
      languages: z.array(Language).max(20),
      expertise: z.array(requiredLine(80)).max(30),
    }),
    reply: Profile,
  },
  'PUT /api/account/password': {
    summary: 'Set or change my password; every other session ends',
    access: 'account.own',
    body: z.strictObject({ current: z.string().max(128).nullable(), password: Password }),
    reply: 'none',
  },
  'GET /api/accounts': {
    summary: 'People with an account',
    access: 'accounts.manage',
    query: z.strictObject({ after: Cursor.optional(), q: line(100).default(''), role: z.enum(roles).optional() }),
    reply: z.object({
      /** At most `mostCounted` + 1, which stands for more (domain/counting.ts). */
      total: z.number(),
      /** `after` for the page that follows; null: there is none. */
      next: z.string().nullable(),
      accounts: z.array(
        z.object({
          id: Id,
          name: z.string(),
          email: z.string(),
          affiliation: z.string(),
          roles: z.array(z.enum(roles)),
          confirmed: z.boolean(),
          disabled: z.boolean(),
          createdAt: Instant,
        }),
      ),
    }),
  },
  'POST /api/accounts': {
    summary: 'Invite somebody to an account with roles; the letter holds a link, never a password',
    access: 'accounts.manage',
    body: z.strictObject({
      name: requiredLine(200),
      email: Email,
      affiliation: line(300).default(''),
      roles: z.array(z.enum(roles)),
    }),
    status: 201,
    reply: z.object({ id: Id }),
  },
  'PUT /api/accounts/:id/roles': {
    summary: 'Set what somebody may do',
    access: 'accounts.manage',
    params: IdParams,
    body: z.strictObject({ roles: z.array(z.enum(roles)), disabled: z.boolean() }),
    reply: 'none',
  },
  'GET /api/accounts/changes': {
    summary: 'Who was given or lost which roles, and by whom: the newest hundred',
    access: 'accounts.manage',
    reply: z.object({
      changes: z.array(
        z.object({
          at: Instant,
          name: z.string(),
          by: z.string().nullable(),
          before: z.array(z.enum(roles)),
          after: z.array(z.enum(roles)),
          disabled: z.boolean(),
        }),
      ),
    }),
  },
  'GET /api/warnings': {
    summary: 'What of the way the journal is run should be mended',
    access: 'queue.read',
    reply: z.object({
      warnings: z.array(
        z.object({ code: z.enum(['proxy_unnamed', 'proxy_unlisted']), address: z.string().nullable() }),
      ),
    }),
  },
  'GET /api/queue': {
    summary: 'Tasks that wait or were given up',
    access: 'queue.read',
    reply: z.object({
      waiting: z.number(),
      oldestWaitingSince: Instant.nullable(),
      failed: z.array(
        z.object({ id: z.string(), job: z.string(), attempts: z.number(), failedAt: Instant, error: z.string() }),
      ),
    }),
  },
  'POST /api/queue/:task/retry': {
    summary: 'Try a task again that was given up',
    access: 'queue.read',
    params: z.strictObject({ task: line(120) }),
    reply: 'none',
  },
})
