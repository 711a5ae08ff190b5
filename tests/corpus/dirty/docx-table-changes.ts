import { paragraph, run } from '../make/docx.ts'
import type { DirtyCase } from './case.ts'
import { by, cell, change, table } from './docx-revisions.ts'

// Tracked changes of tables, rows and cells.

const row = (cells: string, properties = '') => `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${cells}</w:tr>`

export const tableChangeCases: readonly DirtyCase[] = [
  change(
    'table properties',
    (who) =>
      table(
        row(cell('a') + cell('b')),
        `<w:tblPrChange ${by(who)}><w:tblPr><w:tblW w:w="9" w:type="dxa"/></w:tblPr></w:tblPrChange>`,
      ),
    ['a', 'b'],
    ['tblPrChange'],
  ),
  change(
    'table grid',
    (who) =>
      table(
        row(cell('a') + cell('b')),
        '',
        `<w:tblGridChange w:id="${who.day.day}"><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid></w:tblGridChange>`,
      ) + paragraph(run('c', `<w:rPrChange ${by(who)}/>`)),
    ['a', 'b', 'c'],
    ['tblGridChange'],
  ),
  change(
    'row properties',
    (who) => table(row(cell('a') + cell('b'), `<w:trPrChange ${by(who)}><w:trPr/></w:trPrChange>`)),
    ['a', 'b'],
    ['trPrChange'],
  ),
  change(
    'row exceptions',
    (who) =>
      table(
        `<w:tr><w:tblPrEx><w:tblPrExChange ${by(who)}><w:tblPrEx/></w:tblPrExChange></w:tblPrEx>${cell('a')}${cell('b')}</w:tr>`,
      ),
    ['a', 'b'],
    ['tblPrExChange'],
  ),
  change(
    'cell properties',
    (who) =>
      table(
        row(
          cell('a', `<w:tcPrChange ${by(who)}><w:tcPr><w:tcW w:w="9" w:type="dxa"/></w:tcPr></w:tcPrChange>`) +
            cell('b'),
        ),
      ),
    ['a', 'b'],
    ['tcPrChange'],
  ),
  change(
    'row deleted',
    (who) =>
      table(
        row(cell('a') + cell('b')) +
          row(
            `<w:tc><w:tcPr/><w:p><w:del ${by(who)}><w:r><w:delText>${who.mark}</w:delText></w:r></w:del></w:p></w:tc><w:tc><w:tcPr/><w:p/></w:tc>`,
            `<w:del ${by(who)}/>`,
          ),
      ),
    ['a', 'b'],
  ),
  change('row inserted', (who) => table(row(cell('a') + cell('b'), `<w:ins ${by(who)}/>`)), ['a', 'b']),
  change(
    'cell inserted and merged',
    (who) => table(row(cell('a', `<w:cellIns ${by(who)}/>`) + cell('b', `<w:cellMerge ${by(who)} w:vMerge="rest"/>`))),
    ['a', 'b'],
    ['cellIns', 'cellMerge'],
  ),
  change(
    'cell deleted',
    (who) =>
      table(
        row(
          cell('a') +
            `<w:tc><w:tcPr><w:cellDel ${by(who)}/></w:tcPr><w:p><w:del ${by(who)}><w:r><w:delText>${who.mark}</w:delText></w:r></w:del></w:p></w:tc>`,
        ),
      ),
    ['a'],
    ['cellDel'],
  ),
]
