import { describe, expect, onTestFinished, test } from 'vitest'
import { findTools } from '../../workers/manuscripts/tools/found.ts'
import { seenOn } from '../../workers/manuscripts/tools/ocr.ts'
import { launchBrowser } from '../support/chromium.ts'
import { type PageIngredients, pdf } from '../corpus/make/pdf.ts'
import { coverEverything, pdfSays, stops } from './cover-everything.ts'
import { at, drawnHowever, hiddenPlaces, name, people } from './pdf-places.ts'

// Covering a name in a PDF removes its letters from every instruction and moves nothing else.

async function covered(ingredients: PageIngredients) {
  const { before, after, lines } = await coverEverything(pdf(ingredients), 'pdf', people)
  expect(lines).not.toEqual([])
  return { before, after, left: await pdfSays(after.copy.bytes, ['quixwhistle']) }
}

describe('A name in a PDF is covered', () => {
  test.each(hiddenPlaces)('in %s', async (_, __, ingredients) => {
    const { after, left } = await covered(ingredients)
    expect({ lines: after.findings.filter(stops), held: after.held, left }).toEqual({
      lines: [],
      held: false,
      left: [],
    })
    expect(after.text).toContain('Eleven people spoke of sleep & of waking.')
  })
})

describe('A drawn name in a PDF is covered', () => {
  test.each(drawnHowever)('%s', async (_, content) => {
    const { after, left } = await covered({ content })
    expect({ held: after.held, left }).toEqual({ held: false, left: [] })
    expect(after.text).toContain('Eleven people spoke of sleep & of waking.')
  })
})

test('the text beside a covered name keeps its position', async () => {
  const { after } = await covered({ content: at(72, 600, `It was ${name} who asked, in May.`) })
  expect(after.text).toContain('It was [removed] who asked, in May.')
})

describe('A name is covered in a PDF printed by a browser', () => {
  const printed = async (body: string) => {
    const browser = await launchBrowser()
    onTestFinished(() => browser.close())
    const page = await browser.newPage()
    await page.setContent(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>A paper</title><body style="font: 14px sans-serif">${body}`,
    )
    return Buffer.from(await page.pdf({ tagged: true, outline: true }))
  }
  const plain = (text: string) => text.replaceAll(/\s+/g, ' ')

  test('in fragments, in several sizes and across a line break', async () => {
    const bytes = await printed(
      `<h1>The tapes of ${name}</h1><p style="width: 9em">It was Zebu<b>lon Quix</b><i>whi</i>stle, and later Quixwhistle, who spoke with eleven people.</p>` +
        `<p style="letter-spacing: 3px">ZEBULON QUIXWHISTLE</p><p style="text-align: justify; width: 14em">Nothing else was said of it, but that Quixwhistle’s tapes were lost in May and never found again.</p>`,
    )
    const { before, after, lines } = await coverEverything(bytes, 'pdf', people)
    expect(lines).not.toEqual([])
    expect({ lines: after.findings.filter(stops), held: after.held }).toEqual({ lines: [], held: false })
    expect(await pdfSays(after.copy.bytes, ['quixwhistle'])).toEqual([])
    const words = plain(before.text)
      .split(' ')
      .filter((word) => word.length > 2 && !/zeb|lon|quix|whi|stle/i.test(word))
    for (const word of words) expect(plain(after.text)).toContain(word)
  })

  test('and its picture does not show the name', async ({ skip }) => {
    const { pdftoppm, tesseract } = await findTools()
    if (pdftoppm === null || tesseract === null) {
      skip('tesseract or pdftoppm is not on this machine')
      return
    }
    const bytes = await printed(`<p style="font-size: 22px">The tapes of ${name} were lost in May.</p>`)
    const { before, after } = await coverEverything(bytes, 'pdf', people)
    const seen = async (pdf: Buffer) => (await seenOn({ pdftoppm, tesseract }, pdf, [1])).get(1) ?? ''
    expect(await seen(before.copy.bytes)).toMatch(/Quixwhistle/)
    const after1 = await seen(after.copy.bytes)
    expect(after1).not.toMatch(/quix|whistle|zebulon/i)
    expect(plain(after1)).toMatch(/The tapes of .* were lost in May/)
  })

  test('in Arabic letters', async () => {
    const author = [{ name: 'ليلى الحسيني', penName: null, email: null, orcid: null, affiliation: '' }]
    const bytes = await printed('<p dir="rtl" lang="ar">أجرت الباحثة ليلى الحسيني المقابلات في الشمال.</p>')
    const { after, lines } = await coverEverything(bytes, 'pdf', author)
    expect(lines).not.toEqual([])
    expect({ lines: after.findings.filter(stops), held: after.held }).toEqual({ lines: [], held: false })
    expect(after.text.normalize('NFKC')).toContain('المقابلات')
    expect(after.text).not.toContain('الحسيني')
  })
})
