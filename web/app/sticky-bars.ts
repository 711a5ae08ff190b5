/** Bars that stay at an edge of the window while the page scrolls under them. */
const bars = '.act-bar, .two-tabs, .pages-bar'

/**
 * Scrolls the focused element clear of the bars (WCAG 2.2, 2.4.11): the page's scroll padding is set to the bars' actual height, which
 * depends on the font size, the width, and the bar's text.
 */
export function keepFocusClear(): void {
  let byKey = false
  addEventListener('keydown', ({ key }) => (byKey = key === 'Tab'), { capture: true })
  addEventListener('pointerdown', () => (byKey = false), { capture: true })
  addEventListener('resize', measure)
  addEventListener(
    'focusin',
    (event) => {
      measure()
      const [target] = event.composedPath()
      // Of a large field the browser only scrolls to the caret. After a tap or click nothing is scrolled.
      if (byKey && target instanceof Element) requestAnimationFrame(() => target.scrollIntoView({ block: 'nearest' }))
    },
    { capture: true },
  )
}

function measure(): void {
  const heights = { top: 0, bottom: 0 }
  for (const bar of document.querySelectorAll(bars)) {
    const { position, insetBlockStart } = getComputedStyle(bar)
    if (position !== 'sticky') continue
    const edge = insetBlockStart === 'auto' ? 'bottom' : 'top'
    heights[edge] = Math.max(heights[edge], bar.getBoundingClientRect().height)
  }
  const { style } = document.documentElement
  style.setProperty('--bar-above', `${heights.top}px`)
  style.setProperty('--bar-below', `${heights.bottom}px`)
}
