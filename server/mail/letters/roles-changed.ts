import type { Role } from '../../domain/policy.ts'
import type { Locale } from '../../domain/languages.ts'
import { translate } from '../../strings/translate.ts'
import { speaker, words, write, type Letter } from '../letter.ts'

interface Facts {
  readonly person: string
  /** The name of the administrator; null when a program did it, such as at the first start. */
  readonly by: string | null
  readonly before: readonly Role[]
  readonly after: readonly Role[]
  readonly at: string
}

/** To every editor: somebody may now read submissions or give others that right, or no longer may. */
export function rolesChanged(locale: Locale, { person, by, before, after, at }: Facts): Letter {
  const say = speaker(locale, 'roles-changed')
  const list = (held: readonly Role[]) =>
    held.length === 0 ? say('none') : held.map((role) => translate(locale, `admin.role.${role}`, {})).join(', ')
  return write(locale, 'editor', say('subject'), [
    words(by === null ? say('told', { person, at }) : say('toldBy', { person, by, at })),
    words(say('before', { roles: list(before) })),
    words(say('after', { roles: list(after) })),
    words(say('otherwise')),
  ])
}
