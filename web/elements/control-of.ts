export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** The form control an event comes from. Throws when it comes from something else: a listener on the wrong element. */
export function controlOf({ target }: Event): Control {
  if (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  ) {
    return target
  }
  throw new TypeError('The event does not come from a form control')
}

/** What stands in the control an event comes from. */
export function valueOf(event: Event): string {
  return controlOf(event).value
}
