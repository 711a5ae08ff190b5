import type { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { createLimiter } from '../limiter.ts'

/** An object uploaded in parts, if necessary over days; the key does not exist until the upload is completed. */
export interface Multipart {
  /** @returns the store's id of the upload */
  begin(key: string, mediaType: string): Promise<string>
  /**
   * @param n number of the part, from 1; sent again, it replaces the earlier one
   * @param bytes at least `leastPartBytes`, except for the last part
   * @returns the part's ETag
   * @throws Refusal `storage_unavailable`, as the other functions do
   */
  put(at: MultipartAt, n: number, body: Readable, bytes: number): Promise<string>
  /** May be repeated. */
  complete(at: MultipartAt, etags: readonly string[]): Promise<void>
  /** May be repeated, also after completion. */
  abort(at: MultipartAt): Promise<void>
}

export interface MultipartAt {
  readonly key: string
  readonly multipartId: string
}

/** S3 accepts parts of 5 MiB or more; the trial's S3 server accepts requests of up to 11 MiB. */
export const leastPartBytes = 5 * 1024 * 1024
export const partBytes = 8 * 1024 * 1024

// All bytes are on the disk already, so three at a time are as quick as fifty and need a fifth of the memory.
export const sendingLimiter = createLimiter(3)

/** @param unavailable throws the Refusal for faults of the store */
export function s3Multipart(s3: () => Promise<S3Client>, bucket: string, unavailable: () => never): Multipart {
  const sdk = () => import('@aws-sdk/client-s3')
  const target = ({ key, multipartId }: MultipartAt) => ({ Bucket: bucket, Key: key, UploadId: multipartId })
  return {
    async begin(key, mediaType) {
      const { CreateMultipartUploadCommand } = await sdk()
      const begun = new CreateMultipartUploadCommand({ Bucket: bucket, Key: key, ContentType: mediaType })
      const { UploadId } = await (await s3()).send(begun).catch(unavailable)
      return UploadId ?? unavailable()
    },
    async put(at, n, body, bytes) {
      const { UploadPartCommand } = await sdk()
      const part = new UploadPartCommand({ ...target(at), PartNumber: n, Body: body, ContentLength: bytes })
      const { ETag } = await sendingLimiter.run(async () => (await s3()).send(part)).catch(unavailable)
      return ETag ?? unavailable()
    },
    async complete(at, etags) {
      const { CompleteMultipartUploadCommand, HeadObjectCommand } = await sdk()
      const Parts = etags.map((ETag, index) => ({ PartNumber: index + 1, ETag }))
      const client = await s3()
      await client
        .send(new CompleteMultipartUploadCommand({ ...target(at), MultipartUpload: { Parts } }))
        .catch(unlessOver)
        // Whether the upload was completed or aborted earlier is known only by looking for the object.
        .then((done) => done ?? client.send(new HeadObjectCommand({ Bucket: bucket, Key: at.key })))
        .catch(unavailable)
    },
    async abort(at) {
      const { AbortMultipartUploadCommand } = await sdk()
      await (await s3())
        .send(new AbortMultipartUploadCommand(target(at)))
        .catch(unlessOver)
        .catch(unavailable)
    },
  }
}

function unlessOver(fault: unknown): void {
  if (!(fault instanceof Error) || fault.name !== 'NoSuchUpload') throw fault
}
