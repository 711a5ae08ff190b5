import type { Steps } from '../toolchain.ts'

export type StepName = keyof Steps
export type Given<Name extends StepName> = Parameters<Steps[Name]>[0]
export type Gives<Name extends StepName> = Awaited<ReturnType<Steps[Name]>>
export type Step<Name extends StepName> = (given: Given<Name>) => Promise<Gives<Name>>
