import fc from 'fast-check'
import { expect } from 'vitest'

/** The system under test: it carries out acts, and returns what each side sees. */
export interface System<State, Act, Views> {
  /** @returns `allowed`, or why not */
  do(act: Act, before: State): Promise<string>
  see(state: State): Promise<Views>
  /** The views after the last act. */
  close?(): Promise<void>
}

export interface Model<State, Act extends object, Views> {
  readonly start: State
  /** Weights of the acts in random sequences. */
  readonly acts: readonly fc.WeightedArbitrary<Act>[]
  /** Sequences that always run, because random ones reach these states too seldom. */
  readonly scripts: readonly (readonly Act[])[]
  /** Initial sequences, which lead to states worth testing. */
  readonly beginnings: readonly (readonly Act[])[]
  isConceivable(state: State, act: Act): boolean
  step(state: State, act: Act): { readonly verdict: string; readonly state: State }
  see(state: State): Views
}

/** One act of a sequence. Most acts that the model refuses are left out, because otherwise a paper would not get far. */
class Played<State, Act extends object, Views> implements fc.AsyncCommand<Now<State>, System<State, Act, Views>> {
  readonly model: Model<State, Act, Views>
  readonly act: Act
  readonly evenIfRefused: boolean

  constructor(model: Model<State, Act, Views>, act: Act, evenIfRefused: boolean) {
    this.model = model
    this.act = act
    this.evenIfRefused = evenIfRefused
  }

  check({ state }: Now<State>): boolean {
    if (!this.model.isConceivable(state, this.act)) return false
    return this.evenIfRefused || this.model.step(state, this.act).verdict === 'allowed'
  }

  async run(now: Now<State>, system: System<State, Act, Views>): Promise<void> {
    const { act } = this
    const expected = this.model.step(now.state, act)
    expect({ act, verdict: await system.do(act, now.state) }).toEqual({ act, verdict: expected.verdict })
    now.state = expected.state
    expect({ after: act, ...(await system.see(now.state)) }).toEqual({ after: act, ...this.model.see(now.state) })
    now.reached(act, expected.verdict)
  }

  toString(): string {
    return JSON.stringify(this.act)
  }
}

/** The acts of a union that may have this name. */
export type ActCalled<Act, Name> = Act extends { readonly act: infer Names }
  ? Name extends Names
    ? Act
    : never
  : never

interface Now<State> {
  state: State
  readonly reached: (act: object, verdict: string) => void
}

/**
 * Plays sequences of acts on the model and on the system, and compares what is refused and what is seen after each. fast-check
 * prints the seed and the shortest sequence that fails.
 * @param open a system in the model's first state
 * @returns how often each act had each verdict
 */
export async function expectAgreement<State, Act extends object, Views extends object>(
  model: Model<State, Act, Views>,
  open: () => Promise<System<State, Act, Views>>,
  { runs, acts }: { readonly runs: number; readonly acts: number },
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  const reached = (act: object, verdict: string) => {
    const name = `${JSON.stringify(act)} ${verdict}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  async function play(script: readonly Act[], now: Now<State>, real: System<State, Act, Views>): Promise<void> {
    for (const act of script) await new Played(model, act, true).run(now, real)
  }
  for (const script of model.scripts) {
    const real = await open()
    await play(script, { state: model.start, reached }, real)
    await real.close?.()
  }
  const drawn = fc
    .tuple(fc.oneof(...model.acts), fc.integer({ min: 0, max: 4 }))
    .map(([act, n]) => new Played(model, act, n === 0))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...model.beginnings),
      fc.commands([drawn], { maxCommands: acts, size: 'max' }),
      async (beginning, sequence) => {
        const real = await open()
        const now = { state: model.start, reached }
        await play(beginning, now, real)
        await fc.asyncModelRun(() => ({ model: now, real }), sequence)
        await real.close?.()
      },
    ),
    { numRuns: runs },
  )
  return counts
}
