import { extractMetadata } from '../text/extract-metadata.ts'
import { read } from '../text/read.ts'
import { readingView } from '../text/view.ts'
import type { Step } from './shapes.ts'

export const readStep: Step<'read'> = async ({ clean: { bytes, kind } }) => {
  const reading = await read(bytes, kind)
  return {
    reading,
    view: await readingView(bytes, kind, reading),
    guess: await extractMetadata(bytes, kind, reading),
  }
}
