import { paragraph, run } from '../make/docx.ts'
import { type Who, xml } from '../make/worlds.ts'
import type { Choices, DirtyCase } from './case.ts'
import { word } from './docx-properties.ts'
import { field, inBody, instruction, shown, fieldChar } from './docx-body.ts'

// Fields: what they are told to show, and what they last showed.

const quoted = (path: string) => path.replaceAll('\\', '\\\\').replaceAll(' ', '_')

/** A field Word fills with who the user is: neither its code nor what it last showed may stay. */
function identityField(name: string, code: string, shows: (who: Who) => string = (who) => who.full): DirtyCase {
  return word(
    `field ${name}`,
    (who) => ({ body: paragraph(run('Kept.')) + paragraph(field(code, run(xml(shows(who))))) }),
    { lines: ['Kept.'], ...shown },
  )
}

/** A field whose result is the author's text, and whose code nobody should read. */
function codeField(name: string, code: (who: Who) => string, choices: Choices = {}): DirtyCase {
  return word(`field ${name}`, (who) => ({ body: paragraph(field(code(who), run('As shown.'))) }), {
    lines: ['As shown.'],
    ...choices,
  })
}

export const fieldCases: readonly DirtyCase[] = [
  identityField('AUTHOR', 'AUTHOR \\* MERGEFORMAT'),
  identityField('LASTSAVEDBY', 'LASTSAVEDBY'),
  identityField('USERNAME', 'USERNAME'),
  identityField('USERINITIALS', 'USERINITIALS', (who) => who.initials),
  identityField('USERADDRESS', 'USERADDRESS', (who) => who.company),
  identityField('FILENAME with its path', 'FILENAME \\p', (who) => `${who.windowsPath}paper.docx`),
  identityField('TEMPLATE', 'TEMPLATE \\p', (who) => `${who.windowsPath}thesis.dotx`),
  identityField('DOCPROPERTY Company', 'DOCPROPERTY  Company', (who) => who.company),
  identityField('INFO Author', 'INFO  Author'),
  identityField('COMMENTS', 'COMMENTS'),
  inBody(
    'field AUTHOR, simple',
    (who) =>
      paragraph(run('By')) +
      paragraph(`<w:fldSimple w:instr=" AUTHOR &quot;${xml(who.full)}&quot; ">${run(xml(who.full))}</w:fldSimple>`),
    ['By'],
    shown,
  ),
  codeField(
    'with a private Zotero library',
    (who) =>
      `ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[{"uris":["http://zotero.org/users/local/${who.mark}/items/A1"]}]}`,
  ),
  codeField('DOCVARIABLE', (who) => `DOCVARIABLE "${who.mark}"`),
  codeField('HYPERLINK to a file', (who) => `HYPERLINK "${quoted(who.windowsPath)}data.xlsx"`),
  codeField('HYPERLINK to a mailbox', (who) => `HYPERLINK "mailto:${who.mail}"`, { planted: (who) => [who.mail] }),
  codeField('INCLUDETEXT of a file', (who) => `INCLUDETEXT "${quoted(who.windowsPath)}methods.docx"`),
  codeField('ASK with a prompt', (who) => `ASK ${who.word} "${who.mark}?"`),
  inBody('field PRIVATE', (who) => paragraph(run('Kept.'), field(`PRIVATE ${who.mark}`, '')), ['Kept.']),
  inBody(
    'field XE, an index entry nobody sees',
    (who) => paragraph(run('Kept.'), fieldChar('begin') + instruction(`XE "${who.mark}"`) + fieldChar('end')),
    ['Kept.'],
  ),
  inBody(
    'field split over several instructions',
    (who) =>
      paragraph(
        fieldChar('begin') +
          instruction('AUT') +
          `<w:r><w:instrText>HOR</w:instrText></w:r>` +
          fieldChar('separate') +
          run(xml(who.full)) +
          fieldChar('end'),
        run(' Kept.'),
      ),
    ['Kept.'],
    shown,
  ),
  inBody(
    'field data of EndNote',
    (who) =>
      paragraph(
        fieldChar(
          'begin',
          `<w:fldData xml:space="preserve">${Buffer.from(`<EndNote><Author>${who.full}</Author>`).toString('base64')}</w:fldData>`,
        ) +
          instruction('ADDIN EN.CITE.DATA') +
          fieldChar('separate') +
          fieldChar('end'),
        run('Kept.'),
      ),
    ['Kept.'],
    { foundIn: 'no' },
  ),
  inBody(
    'form field name, help and default',
    (who) =>
      paragraph(
        fieldChar(
          'begin',
          `<w:ffData><w:name w:val="${who.word.slice(0, 20)}"/><w:enabled/><w:entryMacro w:val="${who.mark}"/><w:helpText w:type="text" w:val="${xml(who.full)}"/><w:statusText w:type="text" w:val="${who.mark}"/><w:textInput><w:default w:val="${who.mark}"/></w:textInput></w:ffData>`,
        ) +
          instruction('FORMTEXT') +
          fieldChar('separate') +
          run('Filled.') +
          fieldChar('end'),
      ),
    ['Filled.'],
  ),
]
