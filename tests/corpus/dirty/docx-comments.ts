import { type Part, declared, paragraph, run, wordPart, wordType } from '../make/docx.ts'
import { type Who, xml } from '../make/worlds.ts'
import type { DirtyCase } from './case.ts'
import { word } from './docx-properties.ts'
import { authors, person } from './docx-revisions.ts'

// Remarks, in all the parts Word keeps them in.

export const commentCases: readonly DirtyCase[] = [
  comment('author, initials and date', (who) => commentParts(who), {
    ...authors,
    traces: ['w:author', 'w:comment', 'w:initials'],
  }),
  comment('text', (who) => commentParts({ ...who, full: 'A' }, who.full), { traces: ['w:comment'] }),
  comment('anchors without a comment', () => [], { planted: () => [], traces: ['w:comment'], foundIn: 'no' }),
  comment(
    'extended threads',
    (who) => [
      ...commentParts(who),
      commentSide(
        'commentsExtended',
        'w15:commentsEx',
        `<w15:commentEx w15:paraId="${who.paraId}" w15:done="0"/>`,
        '2011',
      ),
    ],
    {},
  ),
  comment(
    'ids',
    (who) => [
      ...commentParts(who),
      commentSide(
        'commentsIds',
        'w16cid:commentsIds',
        `<w16cid:commentId w16cid:paraId="${who.paraId}" w16cid:durableId="${who.paraId}"/>`,
        '2016/09',
      ),
    ],
    {},
  ),
  comment(
    'dates in UTC',
    (who) => [
      ...commentParts(who),
      commentSide(
        'commentsExtensible',
        'w16cex:commentsExtensible',
        `<w16cex:comment w16cex:durableId="${who.paraId}" w16cex:dateUtc="${who.date}"/>`,
        '2018/08',
      ),
    ],
    { planted: (who) => [who.mark, who.date] },
  ),
]

function comment(name: string, parts: (who: Who) => readonly Part[], choices: Parameters<typeof word>[2]): DirtyCase {
  const body = paragraph(
    '<w:commentRangeStart w:id="1"/>',
    run('Remarked.'),
    '<w:commentRangeEnd w:id="1"/>',
    '<w:r><w:commentReference w:id="1"/></w:r>',
  )
  return word(`comment ${name}`, (who) => ({ body, parts: parts(who) }), {
    ...person,
    person: name.startsWith('author'),
    lines: ['Remarked.'],
    ...choices,
  })
}

function commentParts(who: Who, text = 'Hm.'): readonly Part[] {
  const one = `<w:comment w:id="1" w:author="${xml(who.full)}" w:date="${who.date}" w:initials="${who.initials}"><w:p w14:paraId="${who.paraId}">${run(xml(text))}</w:p></w:comment>`
  return [{ name: 'word/comments.xml', bytes: wordPart('comments', one), type: wordType('comments'), rel: 'comments' }]
}

function commentSide(name: string, root: string, content: string, year: string): Part {
  return {
    name: `word/${name}.xml`,
    bytes: `<${root} ${declared}>${content}</${root}>`,
    type: wordType(name),
    rel: `http://schemas.microsoft.com/office/${year}/relationships/${name}`,
  }
}
