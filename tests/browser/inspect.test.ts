import { afterAll, beforeAll, expect, test } from 'vitest'
import { coveredFocus } from './focus-in-sight.ts'
import { barriers, tooWide } from './inspect.ts'
import { openHarness, type Harness } from './harness.ts'

// The checks of the screens are tested here, because nobody would notice a check that finds nothing: each kind of fault is planted once.

let harness: Harness
beforeAll(async () => {
  harness = await openHarness()
})
afterAll(() => harness[Symbol.asyncDispose]())

test('a field without a label, text with low contrast and a wide box are found', async () => {
  const page = await harness.enter('visitor')
  await page.goto('/about')
  expect([await barriers(page), await tooWide(page)]).toEqual([[], []])
  await page.evaluate(() => {
    const [field, words, box] = ['input', 'p', 'div'].map((name) => document.createElement(name))
    if (!field || !words || !box) return
    words.textContent = 'Pale words'
    words.style.color = '#ddd'
    box.textContent = 'A wide box'
    box.style.width = '500px'
    document.querySelector('main')?.append(field, words, box)
  })
  expect((await barriers(page)).map((barrier) => barrier.split(':')[0])).toEqual(['color-contrast', 'label'])
  expect(await tooWide(page)).toEqual([expect.stringMatching(/^<div .* of 360$/)])
})

test('a picture from another host, a style refused by the policy, a missing page and an error are reported', async () => {
  const page = await harness.enter('visitor')
  await page.goto('/about')
  await page.evaluate(() => {
    const [picture, style] = [document.createElement('img'), document.createElement('style')]
    picture.src = 'http://elsewhere.invalid/pixel.gif'
    style.textContent = 'p { color: red }'
    document.body.append(picture, style)
    setTimeout(() => {
      throw new Error('planted')
    })
    return new Promise((resolve) => setTimeout(resolve, 50))
  })
  await page.goto('/nowhere')
  const found = harness.complaints.join('\n')
  expect(found).toMatch(/Loading the image 'http:\/\/elsewhere\.invalid\/pixel\.gif' violates/)
  expect(found).toMatch(/inline style violates/)
  expect(found).toMatch(/visitor: 404 GET .*\/nowhere/)
  expect(found).toMatch(/visitor.*: Error: planted/)
})

test('a field covered by a sticky bar is found', async () => {
  const page = await harness.enter('visitor')
  await page.goto('/about')
  expect(await coveredFocus(page)).toEqual([])
  await page.evaluate(() => {
    const bar = document.createElement('div')
    bar.className = 'act-bar'
    bar.style.cssText = 'position: fixed; inset: auto 0 0; height: 200px; background: white'
    document.querySelector('main')?.append(...Array.from({ length: 9 }, () => document.createElement('input')), bar)
  })
  expect(await coveredFocus(page)).toContainEqual(expect.stringMatching(/^under a bar: <input>/))
})
