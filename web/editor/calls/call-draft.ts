import { type Answer, api, type Ask } from '../../app/api.ts'
import { mainLanguage, textLanguages } from '../../../server/domain/languages.ts'
import { language } from '../../app/strings.ts'
import { isBlank } from '../../../server/domain/text.ts'

export type Call = Answer<'GET /api/calls/:id'>
/** The fields of a call, as they are sent. */
export type CallText = Ask<'POST /api/calls'>['body']

/** A text in editing, and the saved text it is based on; version 0 for a new call. */
export interface CallDraft {
  readonly text: CallText
  readonly base: CallText
  readonly version: number
}

export function emptyCall(): CallText {
  return {
    language: textLanguages.find((tag) => tag === language()) ?? mainLanguage,
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

/** Empty lines are not sent. */
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
  /** People who can be guest editors: editors and section editors with an account. */
  readonly editors: readonly Choice[]
}

export async function callChoices(): Promise<CallChoices> {
  const [open, filters] = await Promise.all([api('GET /api/calls/open'), api('GET /api/desk/filters')])
  // Sections that are open for calls only are not in this list; the desk's filters contain those with submissions.
  const titles = new Map([...open.sections, ...filters.sections].map(({ id, title }) => [id, title]))
  return { sections: [...titles].map(([id, name]) => ({ id, name })), editors: filters.editors }
}
