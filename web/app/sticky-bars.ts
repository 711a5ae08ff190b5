/** Bars that stay at an edge of the window while the page scrolls under them. */
const bars = '.act-bar, .two-tabs, .pages-bar'

/**
 * What gets the focus is scrolled clear of the bars (WCAG 2.2, 2.4.11): the window keeps their real height free, which changes with the
 * size of the letters, the width, and what a bar says.
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
      // Of a large field the browser shows no more than the caret. Where a finger points, nothing moves.
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
