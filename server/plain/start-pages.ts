import type { Problem } from '../http/contract.ts'
import { html, type Html } from '../rendering/html.ts'
import type { Translate } from '../strings/translate.ts'
import type { Answer, Answered, Page, PlainRoute, Visit } from './page.ts'
import { button, csrf, notice, problemNotice, tried, withNext } from './parts.ts'
import { moment } from './words.ts'

// The start of a submission: for which call or section, and what will be asked. Open to everybody; starting needs an account.

const path = '/author/submit'

/** @param newKey makes the idempotency key of a form: sent twice, the form makes one draft */
export function startPages(newKey: () => string): readonly PlainRoute[] {
  return [
    { method: 'GET', pattern: path, answer: (visit) => start(visit, newKey) },
    { method: 'POST', pattern: path, answer: (visit) => begin(visit, newKey) },
  ]
}

type Open = Answer<'GET /api/calls/open'>
type Call = Open['calls'][number]
type Section = Open['sections'][number]

/** The id of a call or of a section. `call` and `section` are used in links, `for` by this page's own form. */
function chosenIn({ query, form }: Visit): string {
  return form.value('for') || query('for') || query('call') || query('section')
}

async function start(visit: Visit, newKey: () => string): Promise<Answered> {
  const { query } = visit
  const chosen = chosenIn(visit)
  const door = query('then')
  // To sign in first, and then return to the choice.
  if (door === 'sign-in' || door === 'register')
    return { to: withNext(`/account/${door}`, chosen === '' ? path : `${path}?for=${encodeURIComponent(chosen)}`) }
  return pageOf(visit, chosen, newKey())
}

async function begin(visit: Visit, newKey: () => string): Promise<Answered> {
  const { ask, form, request, session, t } = visit
  const chosen = chosenIn(visit)
  if (session.actor.kind !== 'account') return { to: withNext('/account/sign-in', `${path}?for=${chosen}`) }
  const open = await ask('GET /api/calls/open')
  const call = open.calls.find(({ id }) => id === chosen)
  const section = open.sections.find(({ id }) => id === chosen)
  if (call === undefined && section === undefined)
    return pageOf(visit, chosen, newKey(), { title: t('author.start.chooseFirst'), status: 422 })
  const body = { callId: call?.id ?? null, sectionId: call?.sectionId ?? section?.id ?? null }
  const sheet = form.value('key')
  // A person who goes back and chooses something else wants another draft.
  const key = sheet === '' ? {} : { idempotencyKey: `${sheet}-${chosen}` }
  const { value, problem } = await tried(request, () => ask('POST /api/submissions', { body, ...key }))
  return problem === null ? { to: `/author/${value.id}` } : pageOf(visit, chosen, newKey(), problem)
}

async function pageOf(
  visit: Visit,
  chosen: string,
  key: string,
  problem: Pick<Problem, 'title' | 'status'> | null = null,
): Promise<Page> {
  const { ask, session, t } = visit
  const open = await ask('GET /api/calls/open')
  const isKnown = [...open.calls, ...open.sections].some(({ id }) => id === chosen)
  const isSignedIn = session.actor.kind === 'account'
  const body = html`<div class="narrow stack-loose">
<h1>${t('author.start.title')}</h1>
${chosen !== '' && !isKnown && notice(t, 'warn', t('author.start.gone'), html`<p>${t('author.start.goneText')}</p>`)}
${isSignedIn && (await unfinished(visit, open.calls, chosen))}
<form class="stack-loose" method="${isSignedIn ? 'post' : 'get'}" action="${path}">${isSignedIn && html`${csrf(session)}<input type="hidden" name="key" value="${key}">`}
<fieldset id="for"><legend>${t('author.start.which')}</legend>
${open.calls.map((call) => callOption(t, call, open.sections, chosen, session.timeZone))}
${sectionOptions(t, open, chosen)}
</fieldset>
<section class="section stack"><h2>${t('author.start.asked')}</h2>
<ul>${['manuscript', 'about', 'people', 'statements'].map((step) => html`<li>${t(`author.start.asked.${step}`)}</li>`)}</ul>
<p class="muted">${t('author.start.leave')}</p></section>
${isSignedIn ? html`<div class="stack">${problemNotice(t, problem)}<p class="actions">${button(t('author.start.begin'), { kind: 'primary' })}</p></div>` : doors(t)}
</form></div>`
  return {
    title: t('common.title.submit'),
    body,
    next: isSignedIn ? 'author' : 'account',
    compressed: true,
    ...(problem !== null && { status: problem.status }),
  }
}

function doors(t: Translate): Html {
  return html`<section class="task"><h2>${t('author.start.account')}</h2><p>${t('author.start.accountText')}</p>
<p class="actions">${button(t('common.signIn'), { kind: 'primary', attributes: html`name="then" value="sign-in"` })}
${button(t('common.account.signIn.register'), { attributes: html`name="then" value="register"` })}</p></section>`
}

function callOption(
  t: Translate,
  { id, slug, title, summary, closesAt, sectionId }: Call,
  sections: Open['sections'],
  chosen: string,
  timeZone: string,
): Html {
  const section = sections.find((one) => one.id === sectionId)
  const words = html`<bdi>${t('author.start.call', { title })}</bdi> <small>${summary}</small>
${closesAt !== null && html`<small>${t('author.call.closes')} <time datetime="${closesAt}">${moment(t, closesAt, timeZone)}</time></small>`}`
  const more = html`<p><a href="/calls/${slug}" target="_blank" rel="noopener">${t('author.start.readCall')}</a></p>${section && wishes(t, section)}`
  return option(id, chosen, words, more)
}

/** Collapsed for a person who came for a call. */
function sectionOptions(t: Translate, { calls, sections }: Open, chosen: string): Html | false {
  if (sections.length === 0) return false
  const hasCall = calls.some(({ id }) => id === chosen)
  return html`<details${!hasCall && html` open`}><summary>${t('author.start.without')}</summary>
${sections.map((section) => option(section.id, chosen, html`${section.title} <small>${section.policy}</small>`, wishes(t, section)))}</details>`
}

/** The style sheet shows an option's details when it is chosen. */
function option(id: string, chosen: string, words: Html, more: Html): Html {
  return html`<div class="option"><label class="choice"><input type="radio" name="for" value="${id}"${id === chosen && html` checked`}><span>${words}</span></label>
<div class="chosen stack">${more}</div></div>`
}

/** A section's requirements, in a few lines. */
function wishes(t: Translate, { wordLimit, abstractLimit, keyPointsRequired, demonstration }: Section): Html {
  return html`<h2>${t('author.call.wants')}</h2><ul>
${wordLimit !== null && html`<li>${t('author.wishes.words', { n: wordLimit })}</li>`}
${abstractLimit !== null && html`<li>${t('author.wishes.abstract', { n: abstractLimit })}</li>`}
${keyPointsRequired && html`<li>${t('author.wishes.keyPoints')}</li>`}
<li>${t('author.wishes.anonymous')}</li></ul>
${demonstration && (wordLimit !== null || abstractLimit !== null) && html`<p class="small muted">${t('author.wishes.demonstration')}</p>`}`
}

/** A link to an unfinished draft for the same call: most people want to continue that one. */
async function unfinished({ ask, t }: Visit, calls: Open['calls'], chosen: string): Promise<Html | false> {
  const call = calls.find(({ id }) => id === chosen)
  if (call === undefined) return false
  const { submissions } = await ask('GET /api/submissions')
  const begun = submissions.find(({ status, callTitle }) => status === 'draft' && callTitle === call.title)
  if (begun === undefined) return false
  return notice(
    t,
    'info',
    t('author.start.begun'),
    html`<p><a href="/author/${begun.id}"><bdi>${begun.title || t('author.start.goOn')}</bdi></a></p>`,
  )
}
