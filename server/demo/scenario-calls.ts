import { endOfDay } from '../domain/day.ts'
import { demonstrationNotice, type SeedCall } from './calls.ts'
import { sectionId } from './fixtures.ts'
import { accountId } from './scenario.ts'
import { person, type PersonKey } from './people.ts'
import type { ScenarioContext } from './scenario-context.ts'
import { journal } from './setting.ts'

const editor: PersonKey = 'hvalsoe'
const day = 24 * 3_600_000

/** One step of a call's history, done by the editor. */
export async function playCall(
  context: ScenarioContext,
  call: SeedCall,
  step: SeedCall['history'][number],
): Promise<void> {
  const { play, calls } = context
  const params = { id: calls.get(call.key) ?? '' }
  switch (step.act) {
    case 'write': {
      const written = (await play(editor, 'POST /api/calls', { body: text(context, call, step.closesInDays) })) as {
        id: string
      }
      calls.set(call.key, written.id)
      return
    }
    case 'publish':
      await play(editor, 'POST /api/calls/:id/publish', { params })
      return
    case 'extend':
      await play(editor, 'POST /api/calls/:id/extend', {
        params,
        body: { closesAt: closing(context, step.closesInDays) },
      })
      return
    case 'close':
      await play(editor, 'POST /api/calls/:id/close', { params })
  }
}

function text(context: ScenarioContext, call: SeedCall, closesInDays: number) {
  const [first] = call.sections
  return {
    language: 'en',
    title: call.title,
    summary: call.summary,
    background: call.background.join('\n\n'),
    themes: call.themes.map((theme) => `${theme.title}. ${theme.text}`),
    orientation: call.orientation.join('\n\n'),
    guidelines: demonstrationNotice,
    contact: `${call.contact.text} ${call.contact.email}`,
    editors: [...call.editors, ...call.guestEditors].map((key) => `${person(key).name}, ${person(key).affiliation}`),
    sectionId: call.sections.length === 1 && first ? sectionId(first) : null,
    opensAt: null,
    closesAt: closing(context, closesInDays),
    guestEditorIds: call.guestEditors.map(accountId),
  }
}

/** The last instant of a day in the journal's time zone. */
function closing({ begun }: ScenarioContext, inDays: number): string {
  return endOfDay(new Date(begun.getTime() + inDays * day), journal.timeZone).toISOString()
}
