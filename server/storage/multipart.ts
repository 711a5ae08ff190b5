import type { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { turns } from '../turns.ts'

/** An object that comes in parts, over days if need be; nothing is under its key until it is completed. */
export interface Multipart {
  /** @returns the id the store knows it by */
  begin(key: string, mediaType: string): Promise<string>
  /**
   * @param n from 1; sent again, it takes the place of the one before
   * @param bytes `leastPartBytes` or more, but for the last
   * @returns the part's ETag
   * @throws Refusal `storage_unavailable`, as the others do
   */
  put(at: MultipartAt, n: number, body: Readable, bytes: number): Promise<string>
  /** Doing it twice does no harm. */
  complete(at: MultipartAt, etags: readonly string[]): Promise<void>
  /** Also when it is over already. */
  abort(at: MultipartAt): Promise<void>
}

export interface MultipartAt {
  readonly key: string
  readonly multipartId: string
}

/** S3 takes parts from 5 MiB on, the trial's S3 server requests up to 11 MiB. */
export const leastPartBytes = 5 * 1024 * 1024
export const partBytes = 8 * 1024 * 1024

// Everything waits on the disk already; a few at a time are as quick as fifty, and take a fifth of the memory.
export const sendInTurn = turns(3)

/** @param unavailable what is made of the store's faults */
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
      const { ETag } = await sendInTurn(async () => (await s3()).send(part)).catch(unavailable)
      return ETag ?? unavailable()
    },
    async complete(at, etags) {
      const { CompleteMultipartUploadCommand, HeadObjectCommand } = await sdk()
      const Parts = etags.map((ETag, index) => ({ PartNumber: index + 1, ETag }))
      const client = await s3()
      await client
        .send(new CompleteMultipartUploadCommand({ ...target(at), MultipartUpload: { Parts } }))
        .catch(unlessOver)
        // Whether it was completed or given up before, only the object can tell.
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
