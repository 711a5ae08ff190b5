import { type Answer, api, type Ask } from '../../app/api.ts'
import { language } from '../../app/strings.ts'
import { isBlank } from '../../../server/domain/text.ts'

export type Call = Answer<'GET /api/calls/:id'>
/** What an editor writes of a call; sent as it is. */
export type CallText = Ask<'POST /api/calls'>['body']

/** A text being written, and what it was begun from: version 0 for a new call. */
export interface CallDraft {
  readonly text: CallText
  readonly base: CallText
  readonly version: number
}

export function emptyCall(): CallText {
  return {
    language,
    title: '',
    summary: '',
    background: '',
    themes: [''],
    orientation: '',
    guidelines: '',
    contact: '',
    editors: [''],
    sectionId: null,
    opensAt: null,
    closesAt: null,
    guestEditorIds: [],
  }
}

export function draftOf(call: Call): CallDraft {
  const { version, language, title, summary, background, themes, orientation, guidelines, contact, editors } = call
  const { sectionId, opensAt, closesAt, guestEditors } = call
  const written = { language, title, summary, background, themes, orientation, guidelines, contact, editors }
  const text = { ...written, sectionId, opensAt, closesAt, guestEditorIds: guestEditors.map(({ id }) => id) }
  return { version, text, base: text }
}

/** Lines left empty are not themes. */
export function asSent(text: CallText): CallText {
  return { ...text, themes: text.themes.filter(isWritten), editors: text.editors.filter(isWritten) }
}

function isWritten(line: string): boolean {
  return !isBlank(line)
}

export interface Choice {
  readonly id: string
  readonly name: string
}

export interface CallChoices {
  readonly sections: readonly Choice[]
  /** Who can be a guest editor: editors and section editors with an account. */
  readonly editors: readonly Choice[]
}

export async function callChoices(): Promise<CallChoices> {
  const [open, filters] = await Promise.all([api('GET /api/calls/open'), api('GET /api/desk/filters')])
  // Sections for calls only are not open without one; the desk knows them once something stands in them.
  const titles = new Map([...open.sections, ...filters.sections].map(({ id, title }) => [id, title]))
  return { sections: [...titles].map(([id, name]) => ({ id, name })), editors: filters.editors }
}
