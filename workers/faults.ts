/**
 * A fault that another try cannot mend, such as a mailbox that does not exist. The task is given up at once and shown
 * to administrators.
 */
export class Permanent extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.name = 'Permanent'
    this.code = code
  }
}

const outages = new Set([
  'ECONNECTION',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ESOCKET',
  'ETIMEDOUT',
  'EDNS',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAUTH',
  'ETLS',
  'storage_unavailable',
  'scanner_unavailable',
])

export function isPermanent(fault: unknown): boolean {
  return fault instanceof Permanent
}

/** Whether the mail server, the store or the malware scanner is not available or asks to try later (SMTP 4xx): the task is not at fault. */
export function isOutage(fault: unknown): boolean {
  const { code, responseCode } = factsOf(fault)
  return (typeof code === 'string' && outages.has(code)) || (typeof responseCode === 'number' && responseCode < 500)
}

/** Whether the mail server refused this letter for this address permanently. */
export function isMailboxRefused(fault: unknown): boolean {
  const { code, responseCode } = factsOf(fault)
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && typeof responseCode === 'number' && responseCode >= 500
}

/** What may be stored and shown of a fault: its name and code. Messages contain addresses and titles. */
export function codeOf(fault: unknown): string {
  const { name, code, responseCode } = factsOf(fault)
  return [name, code, responseCode].filter((fact) => typeof fact === 'string' || typeof fact === 'number').join(' ')
}

function factsOf(fault: unknown): { name?: unknown; code?: unknown; responseCode?: unknown } {
  if (typeof fault !== 'object' || fault === null) return { name: 'Error' }
  // Drivers put the server's reply into `cause`.
  const cause = 'cause' in fault && typeof fault.cause === 'object' ? fault.cause : {}
  return { ...pick(cause ?? {}), ...pick(fault) }
}

function pick(fault: object): Record<string, unknown> {
  const facts: Record<string, unknown> = fault instanceof Error ? { name: fault.name } : {}
  for (const name of ['code', 'responseCode'] as const) {
    const value: unknown = Reflect.get(fault, name)
    if (value !== undefined) facts[name] = value
  }
  return facts
}
