import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { limitInWords, sizeInWords } from '../app/sizes.ts'
import { t, tOf } from '../app/strings.ts'
import '../elements/tj-notice.ts'
import '../elements/tj-receipt.ts'
import '../elements/tj-upload.ts'
import type { TjUpload } from '../elements/tj-upload.ts'
import '../manuscripts/file-report.ts'
import './file-removed.ts'
import { newestFiles, receiptOf, type StoredFile, type Submission } from './labels.ts'
import type { Purpose, Uploads } from './uploads.ts'

const documents = '.docx,.odt,.rtf,.doc,.pdf'
const pictures = '.png,.jpg,.jpeg,.tif,.tiff,.webp'

/** The types that the file dialog offers; the server checks the bytes. */
const accepts: Readonly<Record<Purpose, string>> = {
  manuscript: documents,
  anonymous_copy: documents,
  response: `${documents},.txt`,
  figure: `${pictures},.pdf`,
  supplement: `${documents},${pictures},.xlsx,.csv,.txt`,
}

/** A purpose with a single file: its receipt, and a field to replace it. */
export function singleFile(uploads: Uploads, purpose: Purpose, submission: Submission): TemplateResult {
  const held = heldFor(purpose, submission)
  const { maxFileBytes } = submission.limits
  const newest = held.at(-1)
  return html`<div class="file-field">
    ${newest === undefined ? nothing : uploadedFile(newest, uploads, submission)} ${removed(uploads, purpose, submission)} ${stopped(uploads, purpose, held)}
    <tj-upload
      name=${purpose}
      label=${tOf('author.file', purpose) ?? purpose}
      hint=${hintFor(purpose, maxFileBytes)}
      accept=${accepts[purpose]}
      maxBytes=${maxFileBytes}
      error=${uploads.error(purpose)}
      .progress=${uploads.progress(purpose)}
      ?replaces=${newest !== undefined}
      @pick=${({ detail }: CustomEvent<File>) => void uploads.send(purpose, detail, held)}
      @stop=${() => uploads.stop(purpose)}
    ></tj-upload>
    ${sendAgain(uploads, purpose, held)}
  </div>`
}

/** A purpose with several files: figures, supplements. */
export function manyFiles(uploads: Uploads, purpose: Purpose, submission: Submission): TemplateResult {
  const held = heldFor(purpose, submission)
  const { maxFileBytes } = submission.limits
  return html`<div class="file-field">
    ${repeat(
      held,
      ({ id }) => id,
      (file) => uploadedFile(file, uploads, submission),
    )}
    ${removed(uploads, purpose, submission)} ${stopped(uploads, purpose, [])}
    <tj-upload
      name=${purpose}
      label=${tOf('author.file', purpose) ?? purpose}
      hint=${hintFor(purpose, maxFileBytes)}
      accept=${accepts[purpose]}
      maxBytes=${maxFileBytes}
      error=${uploads.error(purpose)}
      .progress=${uploads.progress(purpose)}
      @pick=${({ detail }: CustomEvent<File>) => void uploads.send(purpose, detail)}
      @stop=${() => uploads.stop(purpose)}
    ></tj-upload>
    ${sendAgain(uploads, purpose, [])}
  </div>`
}

/** An uploaded file: its receipt, its preparation, and the findings in it. */
function uploadedFile(file: StoredFile, uploads: Uploads, { id, section }: Submission): TemplateResult {
  return html`<div class="held">
    <tj-receipt removable .receipt=${receiptOf(file)} @remove=${() => void uploads.remove(file)}></tj-receipt>
    <file-report
      viewer="author"
      submissionId=${id}
      .file=${file}
      .limits=${file.purpose === 'manuscript' ? section : null}
    ></file-report>
  </div>`
}

/** Files removed some minutes ago that can be restored. */
function removed(uploads: Uploads, purpose: Purpose, submission: Submission): readonly TemplateResult[] {
  return submission.removed
    .filter((file) => file.purpose === purpose && !file.replaced)
    .map(
      (file) =>
        html`<file-removed .file=${file} ?fresh=${uploads.removedLast === file.id} @undo=${() => void uploads.bringBack(file)}></file-removed>`,
    )
}

function heldFor(purpose: Purpose, submission: Submission): readonly StoredFile[] {
  return newestFiles(submission).filter((file) => file.purpose === purpose)
}

/** The accepted types and the maximum size. */
function hintFor(purpose: Purpose, maxFileBytes: number): string {
  const most = t('author.upload.atMost', { max: limitInWords(maxFileBytes) })
  return [tOf('author.file.hint', purpose), most].filter((part) => part !== null).join(' ')
}

/** Uploads that stopped, and how to continue: with a button while the page still has the file, else by choosing the file again. */
function stopped(uploads: Uploads, purpose: Purpose, replaced: readonly StoredFile[]): readonly TemplateResult[] {
  const file = uploads.unsent(purpose)
  return uploads.unfinished(purpose).map(
    (one) => html`<tj-notice kind="info" heading=${t('author.upload.stopped', {
      size: sizeInWords(one.bytes),
      percent: Math.floor((one.receivedBytes / one.bytes) * 100),
    })}>
      <p>${t('author.upload.goesOn')}</p>
      <p class="row">
        ${
          file?.size === one.bytes
            ? html`<button type="button" class="primary" @click=${() => void uploads.send(purpose, file, replaced)}>${t('author.upload.goOn')}</button>`
            : html`<button type="button" @click=${chooseFile}>${t('author.upload.choose')}</button>`
        }
        <button type="button" class="quiet" @click=${() => void uploads.discard(one)}>${t('author.upload.discard')}</button>
      </p>
    </tj-notice>`,
  )
}

function chooseFile({ target }: Event): void {
  const field = target instanceof Element ? target.closest('.file-field') : null
  field?.querySelector<TjUpload>('tj-upload')?.choose()
}

function sendAgain(
  uploads: Uploads,
  purpose: Purpose,
  replaced: readonly StoredFile[],
): TemplateResult | typeof nothing {
  const file = uploads.unsent(purpose)
  const goesOn = uploads.unfinished(purpose).some(({ bytes }) => bytes === file?.size)
  if (file === null || goesOn) return nothing
  return html`<p><button type="button" @click=${() => void uploads.send(purpose, file, replaced)}>
    ${t('author.upload.again', { name: file.name })}
  </button></p>`
}
