import { TjElement } from './light-element.ts'

/** Base class of every page: the router sets `params` and `query`. */
export class TjPage extends TjElement {
  static override properties = { params: { attribute: false }, query: { attribute: false } }
  /** The named parts of the path: `/editor/submissions/:id` gives `params.id`. */
  declare params: Readonly<Record<string, string>>
  declare query: URLSearchParams

  constructor() {
    super()
    this.params = {}
    this.query = new URLSearchParams()
  }
}
