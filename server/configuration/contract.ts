import { z } from 'zod'
import { contract } from '../http/contract.ts'
import { Instant, Verdict, Version } from '../http/shapes.ts'
import { firstSteps } from '../domain/configuration.ts'
import { GivenConfiguration, StoredConfiguration } from './document.ts'

/** `before` is null for what is new, `after` for what is removed (domain/configuration.ts). */
const Change = z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })

export const configurationContract = contract({
  'GET /api/configuration': {
    summary: 'Everything that is set for the journal, what is to be set first, and who changed what',
    access: 'configuration.write',
    reply: z.object({
      version: z.number(),
      configuration: StoredConfiguration,
      /** Slugs of sections that submissions or articles are in: these cannot be removed. */
      sectionsInUse: z.array(z.string()),
      firstSteps: z.array(z.object({ step: z.enum(firstSteps), done: z.boolean() })),
      /** The newest changes. */
      history: z.array(
        z.object({ version: z.number(), at: Instant, by: z.string().nullable(), changes: z.array(Change) }),
      ),
      can: z.object({ write: Verdict }),
    }),
  },
  'PUT /api/configuration': {
    summary: 'Change what is set; refused when somebody else has changed it meanwhile',
    access: 'configuration.write',
    body: z.strictObject({ version: Version, configuration: GivenConfiguration }),
    reply: z.object({ version: z.number(), changes: z.array(Change) }),
  },
  'POST /api/configuration/comparison': {
    summary: 'What a configuration would change, without changing anything',
    access: 'configuration.write',
    body: z.strictObject({ configuration: GivenConfiguration }),
    reply: z.object({ version: z.number(), changes: z.array(Change) }),
  },
  'GET /api/configuration/file': {
    summary: 'The configuration as a JSON file, for another journal or for later',
    access: 'configuration.write',
    reply: 'file',
  },
})
