import { z } from 'zod'
import { emailOf } from './domain/email.ts'

// The only reader of process.env. `npm start` fills in addresses that are missing (see start.ts) before the API and the worker read the
// environment here.

const url = (...schemes: string[]) =>
  z.string().refine((value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value), {
    error: `must be a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  })

const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((value) => value === '1')

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const

const port = z
  .string()
  .refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535, { error: 'must be a number from 0 to 65535' })
  .transform(Number)

const Environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** The address readers type; links in letters begin with it. */
  PUBLIC_URL: url('http', 'https'),
  /** Owner of the schema: runs migrations. The other four roles use this address, too, unless they have one of their own. */
  DATABASE_URL: url('postgres', 'postgresql'),
  DATABASE_API_URL: url('postgres', 'postgresql').optional(),
  DATABASE_WORKER_URL: url('postgres', 'postgresql').optional(),
  DATABASE_REVIEWER_URL: url('postgres', 'postgresql').optional(),
  DATABASE_READER_URL: url('postgres', 'postgresql').optional(),
  /** Without it the queue runs on PostgreSQL. */
  REDIS_URL: url('redis', 'rediss').optional(),
  S3_ENDPOINT: url('http', 'https'),
  S3_REGION: z.string().default('eu-north-1'),
  S3_BUCKET: z.string().default('torture-journal'),
  S3_ACCESS_KEY_ID: z.string(),
  S3_SECRET_ACCESS_KEY: z.string(),
  /** clamd, as `tcp://host:3310` or `unix:///path`. Without it files are marked as not scanned, and editors see that mark. */
  CLAMD: url('tcp', 'unix').optional(),
  SMTP_URL: url('smtp', 'smtps'),
  /** The journal's only sender address: no letter is sent from a person's address. */
  MAIL_FROM: z.string().default('Torture Journal <journal@example.org>'),
  /** Signs the links in letters and derives the database roles' passwords. */
  SECRET: z.string().min(32, 'must have at least 32 characters'),
  /** Trial only: the folder for the data of the services that `npm start` starts, its secrets, and the demonstration people's passwords. */
  DATA_DIR: z.string().default('data'),
  /** Trial only: where the embedded SMTP server stores the letters it received; shown at /dev/mailbox. */
  MAILBOX_DIR: z.string().optional(),
  /** Addresses of proxies whose X-Forwarded-* may be believed, comma separated. */
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((address) => address.trim())
        .filter(Boolean),
    ),
  /** Set in development: screens come from the Vite server at this address instead of dist/. */
  VITE_URL: url('http').optional(),
  /** The first administrator of a journal that has none: gets an invitation by e-mail at the first start. */
  ADMIN_EMAIL: z
    .string()
    .transform(emailOf)
    .refine((address) => address !== null, 'must be an e-mail address')
    .optional(),
  /** Trial and demonstration only: fills an empty journal with demonstration people and submissions. */
  SEED_DEMO: flag.default(false),
  /** Tests only: two languages made from the English catalogue, one with accents and one from right to left. */
  PSEUDO_LANGUAGES: flag.default(false),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default('info'),
})

export type Env = z.output<typeof Environment>

/** @throws Error whose message has one sentence a line for every wrong or missing variable, ready to be printed */
export function readEnv(variables: Record<string, string | undefined> = process.env): Env {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(present)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) =>
    issue.code === 'invalid_type' && present[String(issue.path[0])] === undefined
      ? `${issue.path.join('.')} is not set.`
      : `${issue.path.join('.')} ${issue.message}.`,
  )
  throw new Error(problems.join('\n'))
}

/** For a program that needs only a database. */
export function databaseUrl(source: NodeJS.ProcessEnv = process.env): string | null {
  return source['DATABASE_URL'] || null
}
