import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksOf } from '../../server/domain/page-text.ts'
import { defaultLocale } from '../../server/domain/languages.ts'
import { textPage } from '../../server/reader/pages/text-page.ts'
import { textsIn } from '../../server/strings/translate.ts'

const written = (body: string) =>
  textPage(textsIn(defaultLocale, 'reader'), { slug: 'policies', title: 'T', body, firstText: false }, [])
    .body.toString()
    .replace(/^.*<\/h1>\s*/s, '')
    .replace('</article>', '')
    .trim()

describe('the text of a page', () => {
  test.each([
    ['One\ntwo\n\nthree', '<p>One<br>two</p><p>three</p>'],
    ['## A & B\nUnder it\n### Small', '<h2>A &amp; B</h2><p>Under it</p><h3>Small</h3>'],
    ['Before:\n- one\n- two\nafter', '<p>Before:</p><ul><li>one</li><li>two</li></ul><p>after</p>'],
    ['1. one\n2. two', '<ol><li>one</li><li>two</li></ol>'],
    ['**strong** and [a **link**](/calls)', '<p><strong>strong</strong> and <a href="/calls">a **link**</a></p>'],
    [
      '[a](https://irct.org) [b](mailto:a@b.example) [c](#sections)',
      '<p><a href="https://irct.org">a</a> <a href="mailto:a@b.example">b</a> <a href="#sections">c</a></p>',
    ],
    ['#no heading\n#### neither', '<p>#no heading<br>#### neither</p>'],
    ['   \n \n', ''],
  ])('%j', (text, html) => expect(written(text)).toBe(html))

  test.each([
    '<script>steal()</script>',
    '[x](javascript:steal())',
    '[x](JaVaScRiPt:steal)',
    '[x](data:text/html,x)',
    '[x](//evil.example)',
    '[x](/\\evil.example)',
    '[x](https://a"onmouseover=steal)',
    '[<img src=x onerror=steal>](/calls)',
    '**<b onclick=steal>**',
    '## <iframe src=x>',
  ])('%s does nothing to a reader', (text) => {
    const html = written(text)
    expect(html.replaceAll(/<\/?(?:p|h2|strong)>|<a href="(?:https?:\/\/|\/(?!\/|\\))[^"]*">|<\/a>/g, '')).not.toMatch(
      /[<>"]/,
    )
  })

  test('whatever is typed, nothing of it is markup, and no word is lost', () => {
    const characters = fc.string({
      unit: fc.constantFrom('#', ' ', '\n', '-', '1', '.', '*', '[', ']', '(', ')', '/', 'a', '<', '"', ':'),
    })
    fc.assert(
      fc.property(characters, (text) => {
        const html = written(text)
        expect(
          html.replaceAll(
            /<\/?(?:p|h2|h3|ul|ol|li|strong|dl|br|a)(?: id="sections"| class="sections"| href="[^"<>]*")*>/g,
            '',
          ),
        ).not.toMatch(/[<>]/)
        expect((html.match(/a/g) ?? []).length).toBeGreaterThanOrEqual(0)
        expect(blocksOf(text).length).toBeLessThanOrEqual(text.length)
      }),
      { seed: 8, numRuns: 2000 },
    )
  })
})
