export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** The form control of an event. Throws for any other target: the listener is on the wrong element. */
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

/** The value of the control of an event. */
export function valueOf(event: Event): string {
  return controlOf(event).value
}
