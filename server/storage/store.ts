import type { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { Refusal } from '../domain/refusal.ts'
import type { Env } from '../env.ts'
import { partBytes, s3Multipart, sendInTurn, type Multipart } from './multipart.ts'
import { spool, type Spooled } from './spool.ts'

/**
 * The object store as this system uses it. Keys are random and written once; the SHA-256 is kept in PostgreSQL and
 * checked on reading, because a store is not believed.
 */
export interface ObjectStore {
  /**
   * Streams bytes to a key with constant memory. The store hears of them only when all of them are here: a body that
   * breaks, or is refused at its last byte, leaves nothing behind.
   * @returns how many bytes were stored, and their SHA-256 in hex
   * @throws whatever broke the stream; Refusal `storage_unavailable` when the store does not take them
   */
  put(key: string, body: Readable, mediaType: string): Promise<{ bytes: number; sha256: string }>
  /** @throws Refusal `storage_unavailable` when the store does not answer or does not have the key */
  get(key: string): Promise<Readable>
  remove(key: string): Promise<void>
  /** Keys under a prefix with the time they were written, for the sweep of orphans. */
  list(prefix: string): AsyncIterable<{ key: string; writtenAt: Date }>
  readonly multipart: Multipart
}

interface PutTarget {
  readonly Bucket: string
  readonly Key: string
  readonly ContentType: string
}

/** The SDK is imported when it is first used: it is half of the server's start-up time. */
export function s3Store(env: Env): ObjectStore {
  let client: Promise<S3Client> | undefined
  const bucket = env.S3_BUCKET
  const sdk = () => import('@aws-sdk/client-s3')
  // A store that was down at the first try is tried again at the next.
  const s3 = () => (client ??= connect(env).catch((fault: unknown) => ((client = undefined), Promise.reject(fault))))
  const multipart = s3Multipart(s3, bucket, unavailable)
  return {
    multipart,
    put: (key, body, mediaType) =>
      spool(body, async (whole) => {
        if (whole.bytes > partBytes) await sendInParts(multipart, key, mediaType, whole)
        else {
          const target = { Bucket: bucket, Key: key, ContentType: mediaType }
          await sendInTurn(async () => send(await s3(), target, whole)).catch(unavailable)
        }
        return { bytes: whole.bytes, sha256: whole.sha256 }
      }),
    async get(key) {
      const { GetObjectCommand } = await sdk()
      const found = await (await s3()).send(new GetObjectCommand({ Bucket: bucket, Key: key })).catch(unavailable)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the SDK gives in Node
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
    // What is left of it, should even this fail, is no object and has no key.
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
    // Checksums of the SDK's own would wrap the body in chunks, which not every S3 server unwraps; ours is the SHA-256.
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
