import { createHash } from 'node:crypto'
import { Transform, type Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import { Refusal } from '../domain/refusal.ts'
import type { Env } from '../env.ts'

/**
 * The object store as this system uses it. Keys are random and written once; the SHA-256 is kept in PostgreSQL and
 * checked on reading, because a store is not believed (STACK.md 7).
 */
export interface ObjectStore {
  /**
   * Streams bytes to a key with constant memory.
   * @returns how many bytes were stored, and their SHA-256 in hex
   * @throws whatever broke the stream; nothing stays behind under the key
   */
  put(key: string, body: Readable, mediaType: string): Promise<{ bytes: number; sha256: string }>
  /** @throws Refusal `storage_unavailable` when the store does not answer or does not have the key */
  get(key: string): Promise<Readable>
  remove(key: string): Promise<void>
  /** Keys under a prefix with the time they were written, for the sweep of orphans. */
  list(prefix: string): AsyncIterable<{ key: string; writtenAt: Date }>
}

const partBytes = 5 * 1024 * 1024

/** The SDK is imported when it is first used: it is half of the server's start-up time. */
export function s3Store(env: Env): ObjectStore {
  let client: Promise<S3Client> | undefined
  const bucket = env.S3_BUCKET
  const sdk = () => import('@aws-sdk/client-s3')
  const s3 = () => (client ??= connect(env))
  return {
    async put(key, body, mediaType) {
      const { Upload } = await import('@aws-sdk/lib-storage')
      const meter = new Meter()
      body.on('error', (fault) => meter.destroy(fault))
      // One part in flight: fifty uploads at once must fit into a small server's memory.
      const upload = new Upload({
        client: await s3(),
        params: { Bucket: bucket, Key: key, Body: body.pipe(meter), ContentType: mediaType },
        partSize: partBytes,
        queueSize: 1,
      })
      await upload.done()
      return meter.result()
    },
    async get(key) {
      const { GetObjectCommand } = await sdk()
      const found = await (await s3()).send(new GetObjectCommand({ Bucket: bucket, Key: key })).catch(unavailable)
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

async function connect(env: Env): Promise<S3Client> {
  const { S3Client, CreateBucketCommand, HeadBucketCommand } = await import('@aws-sdk/client-s3')
  const client = new S3Client({
    endpoint: env.S3_ENDPOINT,
    region: env.S3_REGION,
    forcePathStyle: true,
    credentials: { accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY },
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

/** Counts and hashes what passes through. */
class Meter extends Transform {
  #hash = createHash('sha256')
  #bytes = 0
  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void) {
    this.#hash.update(chunk)
    this.#bytes += chunk.length
    done(null, chunk)
  }
  result() {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }
}
