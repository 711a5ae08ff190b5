import type { Page } from 'playwright-core'

/** Elements that are not mirrored on a right-to-left page. */
export function unturned(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { documentElement: root, body } = document
    const kept = [...body.querySelectorAll('*')].filter((element) => {
      const { direction, textAlign, float } = getComputedStyle(element)
      // A date field has the direction of the browser's own language.
      const isOwn = element.closest('[dir]') !== root || element.closest('bdi, input[type=date]') !== null
      return /left|right/.test(`${textAlign} ${float}`) || (direction === 'ltr' && !isOwn)
    })
    const wrong = kept.slice(0, 5).map((element) => element.outerHTML.slice(0, 100))
    return root.dir === 'rtl' ? wrong : [`dir="${root.dir}"`, ...wrong]
  })
}
