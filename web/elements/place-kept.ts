/** Where somebody was in a document, and how large it was shown. */
export interface Place {
  readonly page: number
  /** How much of that page was above the frame: 0 to 1. */
  readonly within: number
  readonly zoom: number
  /** Width by height of its pages, once one of them has been seen. */
  readonly ratio: number | null
}

export const forgetful: Place = { page: 1, within: 0, zoom: 1, ratio: null }

const prefix = 'tj-place '

/** The place kept under a name as long as the window is open; with a second argument, keeps it. Numbers only. */
export function placeKept(name: string, place?: Place): Place {
  try {
    if (place !== undefined) sessionStorage.setItem(prefix + name, JSON.stringify(place))
    const found: unknown = JSON.parse(sessionStorage.getItem(prefix + name) ?? 'null')
    return { ...forgetful, ...(typeof found === 'object' ? found : {}) }
  } catch {
    // A browser that keeps nothing for us.
    return place ?? forgetful
  }
}
