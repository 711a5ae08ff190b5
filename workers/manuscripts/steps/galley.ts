import type { Step } from './shapes.ts'

// Each kind loads libraries of its own.
export const galleyStep: Step<'galley'> = async ({ file: { bytes, kind }, printed }) => {
  if (kind === 'pdf') {
    const { stampPdf } = await import('../galley/stamp-pdf.ts')
    return { bytes: stampPdf(bytes, printed), passages: [], removed: [] }
  }
  const { cleanHtml } = await import('../galley/html.ts')
  const { passagesOf } = await import('../galley/passages.ts')
  const { markup, removed } = await cleanHtml(bytes)
  return { bytes: Buffer.from(markup), passages: passagesOf(markup), removed: [...removed] }
}
