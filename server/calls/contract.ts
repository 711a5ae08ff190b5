import { z } from 'zod'
import { callStatuses } from '../domain/call.ts'
import { contract } from '../http/contract.ts'
import {
  GivenInstant,
  Id,
  IdParams,
  Instant,
  Language,
  line,
  requiredLine,
  SectionWishes,
  text,
  Verdict,
  Version,
} from '../http/shapes.ts'

const CallText = {
  language: Language,
  title: requiredLine(300),
  summary: text(1000),
  background: text(20_000),
  themes: z.array(requiredLine(1000)).max(30),
  orientation: text(10_000),
  guidelines: text(10_000),
  contact: text(1000),
  /** Public names with affiliation, as printed on the call. */
  editors: z.array(requiredLine(300)).max(20),
}

const state = z.enum(['draft', 'upcoming', 'open', 'closed'])

const Summary = z.object({
  id: Id,
  slug: z.string(),
  title: z.string(),
  status: z.enum(callStatuses),
  state,
  opensAt: Instant.nullable(),
  closesAt: Instant.nullable(),
  version: z.number(),
  submissions: z.number(),
  drafts: z.number(),
})

const Call = Summary.extend({
  language: z.string(),
  summary: z.string(),
  background: z.string(),
  themes: z.array(z.string()),
  orientation: z.string(),
  guidelines: z.string(),
  contact: z.string(),
  editors: z.array(z.string()),
  sectionId: Id.nullable(),
  /** Guest editors with an account, who see what is submitted to this call. */
  guestEditors: z.array(z.object({ id: Id, name: z.string() })),
  versions: z.array(z.object({ n: z.number(), savedAt: Instant, title: z.string() })),
  can: z.object({ publish: Verdict, extend: Verdict, close: Verdict }),
})

const Save = z.strictObject({
  ...CallText,
  sectionId: Id.nullable(),
  opensAt: GivenInstant.nullable(),
  closesAt: GivenInstant.nullable(),
  guestEditorIds: z.array(Id).max(10),
})

export const callsContract = contract({
  'GET /api/calls': {
    summary: 'All calls, for editors',
    access: 'call.read',
    reply: z.object({ calls: z.array(Summary) }),
  },
  'GET /api/calls/open': {
    summary: 'Calls that take submissions now, and the sections open without a call',
    access: 'anyone',
    reply: z.object({
      calls: z.array(
        z.object({
          id: Id,
          slug: z.string(),
          title: z.string(),
          summary: z.string(),
          closesAt: Instant.nullable(),
          sectionId: Id.nullable(),
        }),
      ),
      sections: z.array(SectionWishes),
    }),
  },
  'GET /api/calls/:id': {
    summary: 'One call with its kept versions',
    access: 'call.read',
    params: IdParams,
    reply: Call,
  },
  'POST /api/calls': {
    summary: 'Write a call',
    access: 'call.write',
    body: Save,
    status: 201,
    reply: z.object({ id: Id }),
  },
  'PUT /api/calls/:id': {
    summary: 'Save a new version of a call; refused when another was saved meanwhile',
    access: 'call.write',
    params: IdParams,
    body: Save.extend({ version: Version }),
    reply: z.object({ version: z.number() }),
  },
  'POST /api/calls/:id/publish': { summary: 'Publish a call', access: 'call.write', params: IdParams, reply: 'none' },
  'POST /api/calls/:id/extend': {
    summary: 'Move the deadline, also of a closed call',
    access: 'call.write',
    params: IdParams,
    body: z.strictObject({ closesAt: GivenInstant }),
    reply: 'none',
  },
  'POST /api/calls/:id/close': { summary: 'Close a call now', access: 'call.write', params: IdParams, reply: 'none' },
  'POST /api/calls/:id/clone': {
    summary: 'Begin a new call from this one',
    access: 'call.write',
    params: IdParams,
    body: z.strictObject({ title: line(300) }),
    status: 201,
    reply: z.object({ id: Id }),
  },
})
