import { FileRejected } from '../../shapes.ts'

/** The prefixes that are declared at a position, and the names already translated with them. */
export class Scope {
  readonly #prefixes: ReadonlyMap<string, string>
  readonly #known: ReadonlyMap<string, string>
  readonly #elements = new Map<string, string | null>()
  readonly #attributes = new Map<string, string | null>()

  constructor(prefixes: ReadonlyMap<string, string>, known: ReadonlyMap<string, string>) {
    this.#prefixes = prefixes
    this.#known = known
  }

  with(declared: readonly [string, string][]): Scope {
    return new Scope(new Map([...this.#prefixes, ...declared]), this.#known)
  }

  /** @returns null when its namespace is not known */
  element(raw: string): string | null {
    let name = this.#elements.get(raw)
    if (name === undefined) {
      name = this.#translate(raw)
      this.#elements.set(raw, name)
    }
    return name
  }

  attribute(raw: string): string | null {
    let name = this.#attributes.get(raw)
    if (name === undefined) {
      name = raw.includes(':') ? this.#translate(raw) : raw
      this.#attributes.set(raw, name)
    }
    return name
  }

  knows(prefix: string): boolean {
    return this.#known.has(this.#prefixes.get(prefix) ?? '')
  }

  #translate(raw: string): string | null {
    const colon = raw.indexOf(':')
    const prefix = colon < 0 ? '' : raw.slice(0, colon)
    if (prefix === 'xml') return raw
    const namespace = this.#prefixes.get(prefix)
    if (namespace === undefined && prefix !== '') throw new FileRejected('damaged')
    const known = this.#known.get(namespace ?? '')
    return known === undefined ? null : `${known}:${raw.slice(colon + 1)}`
  }
}
