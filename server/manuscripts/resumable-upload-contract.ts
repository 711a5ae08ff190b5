import { z } from 'zod'
import { filePurposes } from '../db/schema/submissions.ts'
import { contract } from '../http/contract.ts'
import { FileName } from '../storage/file-names.ts'
import { Id, IdParams, Instant } from '../http/shapes.ts'
import { StoredFile } from '../http/submission-shapes.ts'

/** Uploads that survive a lost connection: started, continued and cancelled with tus 1.0 at /api/uploads, completed here. */
export const resumableUploadContract = contract({
  'GET /api/submissions/:id/uploads': {
    summary: 'What I have begun to upload and not finished: each can go on from where it stopped, for a week',
    access: 'account.any',
    params: IdParams,
    reply: z.object({
      uploads: z.array(
        z.object({
          id: Id,
          purpose: z.enum(filePurposes),
          bytes: z.number(),
          receivedBytes: z.number(),
          /** As sent at the start of the upload: the same file has the same fingerprint. */
          fingerprint: z.string(),
          lastSeenAt: Instant,
        }),
      ),
    }),
  },
  'POST /api/submissions/:id/files/from-upload': {
    summary:
      'Make a finished upload a file; 201 only when its bytes are what was sent and its row is safe. Once, however often it is sent',
    access: 'account.any',
    params: IdParams,
    body: z.strictObject({
      uploadId: Id,
      /** Of the whole file, in hex, as computed by the sender. */
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      /** The sender's file name; repaired, never a reason to refuse. */
      originalName: FileName,
    }),
    status: 201,
    reply: StoredFile,
  },
})
