import { guess } from '../reading/guess.ts'
import { read } from '../reading/read.ts'
import { readingView } from '../reading/view.ts'
import type { Step } from './shapes.ts'

export const readStep: Step<'read'> = async ({ clean: { bytes, kind } }) => {
  const reading = await read(bytes, kind)
  return {
    reading,
    view: await readingView(bytes, kind, reading),
    guess: await guess(bytes, kind, reading),
  }
}
