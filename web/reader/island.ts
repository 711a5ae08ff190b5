// The only script of the reader's pages, and only on those with a deadline: adds the deadline in the reader's own time zone. The page is
// complete without it. Its texts, language and time zone come from attributes in the page.

const told = document.querySelector<HTMLScriptElement>('script[data-zone]')?.dataset

for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-deadline]')) {
  const at = new Date(time.dateTime)
  const [there, here] = [clockIn(at, told?.['zone']), clockIn(at)]
  const sameDay = there.day === here.day
  if (sameDay && there.time === here.time) continue
  const words = (sameDay ? told?.['yours'] : told?.['yoursDay']) ?? ''
  const added = document.createElement('span')
  added.className = 'meta'
  added.textContent = words.replace('{day}', here.day).replace('{time}', here.time)
  time.closest('p')?.append(' ', added)
}

/** The date and time in a time zone; by default, the reader's. */
function clockIn(at: Date, timeZone?: string) {
  const shown = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(told?.['locale'], { ...options, ...(timeZone && { timeZone }) }).format(at)
  return { day: shown({ dateStyle: 'long' }), time: shown({ hour: '2-digit', minute: '2-digit' }) }
}
