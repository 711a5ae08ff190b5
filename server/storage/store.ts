import type { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { Refusal } from '../domain/refusal.ts'
import type { Env } from '../env.ts'
import { partBytes, s3Multipart, sendingLimiter, type Multipart } from './multipart.ts'
import { spool, type Spooled } from './spool.ts'

/**
 * The object store. Keys are random and written once; the SHA-256 is stored in PostgreSQL and checked on reading, because the store might
 * return something else.
 */
export interface ObjectStore {
  /**
   * Streams bytes to a key with constant memory. The bytes are sent to the store only when they are complete: a body that breaks off, or is
   * refused at its last byte, leaves nothing behind.
   * @returns the number of stored bytes, and their SHA-256 in hex
   * @throws the error of the stream; Refusal `storage_unavailable` when the store fails
   */
  put(key: string, body: Readable, mediaType: string): Promise<{ bytes: number; sha256: string }>
  /** @throws Refusal `storage_unavailable` when the store does not answer or the key does not exist */
  get(key: string): Promise<Readable>
  remove(key: string): Promise<void>
  /** Keys with a prefix and the time they were written, for the search of objects without a row. */
  list(prefix: string): AsyncIterable<{ key: string; writtenAt: Date }>
  readonly multipart: Multipart
}

interface PutTarget {
  readonly Bucket: string
  readonly Key: string
  readonly ContentType: string
}

/** The SDK is imported at first use: importing it takes half of the server's start-up time. */
export function s3Store(env: Env): ObjectStore {
  let client: Promise<S3Client> | undefined
  const bucket = env.S3_BUCKET
  const sdk = () => import('@aws-sdk/client-s3')
  // After a failure, the next call tries to connect again.
  const s3 = () => (client ??= connect(env).catch((fault: unknown) => ((client = undefined), Promise.reject(fault))))
  const multipart = s3Multipart(s3, bucket, unavailable)
  return {
    multipart,
    put: (key, body, mediaType) =>
      spool(body, async (whole) => {
        if (whole.bytes > partBytes) await sendInParts(multipart, key, mediaType, whole)
        else {
          const target = { Bucket: bucket, Key: key, ContentType: mediaType }
          await sendingLimiter.run(async () => send(await s3(), target, whole)).catch(unavailable)
        }
        return { bytes: whole.bytes, sha256: whole.sha256 }
      }),
    async get(key) {
      const { GetObjectCommand } = await sdk()
      const found = await (await s3()).send(new GetObjectCommand({ Bucket: bucket, Key: key })).catch(unavailable)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the type that the SDK returns in Node
      return found.Body as Readable
    },
    async remove(key) {
      const { DeleteObjectCommand } = await sdk()
      await (await s3()).send(new DeleteObjectCommand({ Bucket: bucket, Key: key })).catch(unavailable)
    },
    async *list(prefix) {
      const { paginateListObjectsV2 } = await sdk()
      for await (const page of paginateListObjectsV2({ client: await s3() }, { Bucket: bucket, Prefix: prefix })) {
        for (const object of page.Contents ?? []) {
          if (object.Key && object.LastModified) yield { key: object.Key, writtenAt: object.LastModified }
        }
      }
    },
  }
}

async function send(client: S3Client, target: PutTarget, whole: Spooled): Promise<void> {
  const { PutObjectCommand } = await import('@aws-sdk/client-s3')
  await client.send(new PutObjectCommand({ ...target, Body: whole.read(0, whole.bytes), ContentLength: whole.bytes }))
}

async function sendInParts(multipart: Multipart, key: string, mediaType: string, whole: Spooled): Promise<void> {
  const at = { key, multipartId: await multipart.begin(key, mediaType) }
  try {
    const etags: string[] = []
    for (let from = 0; from < whole.bytes; from += partBytes) {
      const to = Math.min(from + partBytes, whole.bytes)
      etags.push(await multipart.put(at, etags.length + 1, whole.read(from, to), to - from))
    }
    await multipart.complete(at, etags)
  } catch (fault) {
    // If aborting fails, the remaining parts are not an object and have no key.
    await multipart.abort(at).catch(() => {})
    throw fault
  }
}

async function connect(env: Env): Promise<S3Client> {
  const { S3Client, CreateBucketCommand, HeadBucketCommand } = await import('@aws-sdk/client-s3')
  const client = new S3Client({
    endpoint: env.S3_ENDPOINT,
    region: env.S3_REGION,
    forcePathStyle: true,
    credentials: { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY },
    // The SDK's own checksums would wrap the body in chunks, which not every S3 server understands; the SHA-256 is checked instead.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000, httpAgent: { maxSockets: 200 } },
  })
  await client
    .send(new HeadBucketCommand({ Bucket: env.S3_BUCKET }))
    .catch(() => client.send(new CreateBucketCommand({ Bucket: env.S3_BUCKET })))
    .catch(unavailable)
  return client
}

function unavailable(): never {
  throw new Refusal('storage_unavailable')
}
