import { type Who, xml } from '../make/worlds.ts'
import type { Choices, DirtyCase } from './case.ts'
import { p, writer } from './odt.ts'

// What stands in the text of a text document without being its text.

// The name scan may report as text what a page shows, or would show if it were not hidden.
const shown = { foundIn: 'anywhere' } as const

function inBody(name: string, body: (who: Who) => string, lines: readonly string[], choices: Choices = {}): DirtyCase {
  return writer(name, (who) => ({ body: body(who) }), { lines, ...choices })
}

/** A field the program fills with who the user is. */
function identityField(element: string, shows: (who: Who) => string = (who) => who.full): DirtyCase {
  return inBody(
    `field ${element}`,
    (who) => p('Kept.') + p(`<text:${element}>${xml(shows(who))}</text:${element}>`),
    ['Kept.'],
    shown,
  )
}

const changeInfo = (who: Who) =>
  `<office:change-info><dc:creator>${xml(who.full)}</dc:creator><dc:date>${who.date}</dc:date></office:change-info>`
const region = (kind: string, who: Who, inside = '') =>
  `<text:changed-region xml:id="ct1" text:id="ct1"><text:${kind}>${changeInfo(who)}${inside}</text:${kind}></text:changed-region>`
const tracked = (kind: string, inside: (who: Who) => string, body: string, lines: readonly string[]) =>
  writer(
    `tracked ${kind}`,
    (who) => ({ prelude: `<text:tracked-changes>${region(kind, who, inside(who))}</text:tracked-changes>`, body }),
    { lines, person: true, traces: ['text:change', 'tracked-changes'] },
  )

const annotation = (who: Who) =>
  `<office:annotation office:name="${who.word}" loext:resolved="false"><dc:creator>${xml(who.full)}</dc:creator><dc:date>${who.date}</dc:date><meta:creator-initials>${who.initials}</meta:creator-initials><text:p>${who.mark}</text:p></office:annotation>`

export const odtBodyCases: readonly DirtyCase[] = [
  inBody('annotation', (who) => p(`Remarked.${annotation(who)}`), ['Remarked.'], {
    person: true,
    traces: ['office:annotation'],
  }),
  inBody(
    'annotation over a range',
    (who) => p(`${annotation(who)}Remarked.<office:annotation-end office:name="${who.word}"/>`),
    ['Remarked.'],
    { person: true, traces: ['office:annotation'] },
  ),
  writer(
    'annotation in the header',
    (who) => ({
      master: `<style:master-page style:name="Standard" style:page-layout-name="L1"><style:header><text:p>On top.${annotation(who)}</text:p></style:header></style:master-page>`,
    }),
    { keeps: ['On top.'], traces: ['office:annotation'] },
  ),
  tracked(
    'insertion',
    () => '',
    p('They were <text:change-start text:change-id="ct1"/>not<text:change-end text:change-id="ct1"/> asked.'),
    ['They were not asked.'],
  ),
  tracked('deletion', (who) => p(who.mark), p('Kept<text:change text:change-id="ct1"/>.'), ['Kept.']),
  tracked(
    'format-change',
    () => '',
    p('<text:change-start text:change-id="ct1"/>Bold.<text:change-end text:change-id="ct1"/>'),
    ['Bold.'],
  ),
  identityField('author-name'),
  identityField('author-initials', (who) => who.initials),
  identityField('initial-creator'),
  identityField('creator'),
  identityField('printed-by'),
  identityField('sender-firstname'),
  identityField('sender-lastname'),
  identityField('sender-email', (who) => who.mark),
  identityField('sender-company', (who) => who.company),
  identityField('sender-street'),
  identityField('file-name', (who) => who.unixPath),
  identityField('template-name', (who) => who.mark),
  identityField('user-defined'),
  inBody(
    'field of a user variable',
    (who) =>
      `<text:user-field-decls><text:user-field-decl office:value-type="string" office:string-value="${xml(who.full)}" text:name="${who.word}"/></text:user-field-decls>${p('Kept.')}`,
    ['Kept.'],
  ),
  inBody(
    'hidden text',
    (who) =>
      p(
        `Seen.<text:hidden-text text:condition="ooow:1" text:string-value="${xml(who.full)}" text:is-hidden="true">${who.mark}</text:hidden-text>`,
      ),
    ['Seen.'],
    shown,
  ),
  inBody(
    'hidden paragraph',
    (who) => p('Seen.') + p(`<text:hidden-paragraph text:condition="ooow:1" text:is-hidden="true"/>${xml(who.full)}`),
    ['Seen.'],
    shown,
  ),
  inBody(
    'hidden section',
    (who) => `${p('Seen.')}<text:section text:name="S" text:display="none">${p(xml(who.full))}</text:section>`,
    ['Seen.'],
    shown,
  ),
  writer(
    'text hidden by its style',
    (who) => ({
      automaticStyles:
        '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>',
      body: p(`Seen.<text:span text:style-name="T1">${xml(who.full)}</text:span>`),
    }),
    { lines: ['Seen.'], ...shown },
  ),
  inBody(
    'link to a mailbox',
    (who) => p(`<text:a xlink:type="simple" xlink:href="mailto:${who.mail}">the form</text:a>`),
    ['the form'],
    { planted: (who) => [who.mail] },
  ),
  inBody(
    'link to a file',
    (who) =>
      p(
        `<text:a xlink:type="simple" xlink:href="file://${who.unixPath}data.ods" office:title="${who.mark}" office:name="${who.word}">the form</text:a>`,
      ),
    ['the form'],
  ),
  inBody(
    'section linked to a file',
    (who) =>
      `<text:section text:name="${who.word}"><text:section-source xlink:href="file://${who.unixPath}part.odt"/>${p('Included.')}</text:section>`,
    ['Included.'],
  ),
  inBody(
    'bookmark and reference',
    (who) =>
      p(
        `<text:bookmark-start text:name="${who.word}"/>Marked.<text:bookmark-end text:name="${who.word}"/><text:bookmark-ref text:ref-name="${who.word}" text:reference-format="text"> See there.</text:bookmark-ref>`,
      ),
    ['Marked. See there.'],
    { planted: (who) => [who.word] },
  ),
  inBody('element nobody knows', (who) => p(`<q:by xmlns:q="urn:${who.mark}" q:who="${xml(who.full)}"/>Plain.`), [
    'Plain.',
  ]),
  inBody('attribute nobody knows', (who) => p('Plain.', `xmlns:q="urn:q" q:by="${xml(who.full)}"`), ['Plain.']),
  inBody(
    'XML comment and processing instruction',
    (who) => `<!-- ${xml(who.full)} --><?by ${who.mark}?>${p('Plain.')}`,
    ['Plain.'],
  ),
  inBody(
    'RDFa in the text',
    (who) =>
      p(
        'Plain.',
        `xmlns:xhtml="http://www.w3.org/1999/xhtml" xhtml:about="urn:${who.mark}" xhtml:content="${xml(who.full)}"`,
      ),
    ['Plain.'],
  ),
  inBody(
    'database field',
    (who) =>
      p(
        `<text:database-display text:database-name="${who.mark}" text:table-name="${who.word}" text:table-type="table" text:column-name="c">Shown.</text:database-display>`,
      ),
    ['Shown.'],
  ),
  writer(
    'style named after somebody',
    (who) => ({
      styles: `<style:style style:name="${who.word}" style:display-name="${xml(who.full)}" style:family="paragraph"/>`,
      body: p('Styled.', `text:style-name="${who.word}"`),
    }),
    { lines: ['Styled.'] },
  ),
  inBody(
    'index mark',
    (who) => p(`Kept.<text:alphabetical-index-mark text:string-value="${xml(who.full)}" text:key1="${who.mark}"/>`),
    ['Kept.'],
  ),
  inBody(
    'bibliography mark with the path of a paper',
    (who) =>
      p(
        `Kept <text:bibliography-mark text:identifier="k" text:bibliography-type="article" text:url="file://${who.unixPath}paper.pdf" text:custom1="${who.mark}" text:note="${xml(who.full)}">[1]</text:bibliography-mark>`,
      ),
    ['Kept [1]'],
    shown,
  ),
  inBody(
    'conditional text: what it would say',
    (who) =>
      p(
        `Kept.<text:conditional-text text:condition="ooow:1" text:string-value-if-true="" text:string-value-if-false="${xml(who.full)}"/>`,
      ),
    ['Kept.'],
  ),
  inBody(
    'placeholder with a hint',
    (who) =>
      p(
        `<text:placeholder text:placeholder-type="text" text:description="${xml(who.full)}">Filled.</text:placeholder>`,
      ),
    ['Filled.'],
  ),
  inBody(
    'table named after somebody',
    (who) =>
      `<table:table table:name="${who.word}"><table:table-column/><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>`,
    ['a'],
    { planted: (who) => [who.word] },
  ),
]
