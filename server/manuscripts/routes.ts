import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { withUploads } from '../http/receive-file.ts'
import { serve } from '../http/serve.ts'
import { filesContract, uploadContract } from './contract.ts'
import { downloadCopy } from './copies.ts'
import { coverFinding, unconfirmFinding, uncover } from './covers.ts'
import { downloadFile } from './download.ts'
import { confirmFinding, prepareAgain, wantReports } from './report-actions.ts'
import { releaseFiles } from './release-files.ts'
import { fileReport } from './file-report.ts'
import { registerResumableUploads } from './resumable-upload-routes.ts'
import { bringFileBack, removeFile, uploadFile } from './upload.ts'

export async function registerManuscripts(app: FastifyInstance, deps: Deps): Promise<void> {
  await registerResumableUploads(app, deps)
  serve(app, deps, filesContract, {
    'DELETE /api/submissions/:id/files/:fileId': async ({ actor, params }) => {
      await removeFile(deps, actor, params.id, params.fileId)
      return undefined
    },
    'POST /api/submissions/:id/files/:fileId/bring-back': async ({ actor, params }) => {
      await bringFileBack(deps, actor, params.id, params.fileId)
      return undefined
    },
    'GET /api/files/:id': ({ actor, params }) => downloadFile(deps, actor, params.id),
    'POST /api/submissions/:id/release': async ({ actor, params, body }) => {
      await releaseFiles(deps, actor, params.id, body.fileIds)
      return undefined
    },
    'GET /api/files/:id/report': ({ actor, params }) => fileReport(deps, actor, params.id),
    'POST /api/files/:id/findings/:findingId/confirm': async ({ actor, params }) => {
      await confirmFinding(deps, actor, params.id, params.findingId)
      return undefined
    },
    'DELETE /api/files/:id/findings/:findingId/confirm': async ({ actor, params }) => {
      await unconfirmFinding(deps, actor, params.id, params.findingId)
      return undefined
    },
    'POST /api/files/:id/findings/:findingId/cover': async ({ actor, params, body }) => {
      await coverFinding(deps, actor, params.id, params.findingId, body)
      return undefined
    },
    'DELETE /api/files/:id/covers/:coverId': async ({ actor, params }) => {
      await uncover(deps, actor, params.id, params.coverId)
      return undefined
    },
    'POST /api/files/:id/prepare': async ({ actor, params }) => {
      await prepareAgain(deps, actor, params.id)
      return undefined
    },
    'POST /api/submissions/:id/reports': async ({ actor, params }) => {
      await wantReports(deps, actor, params.id)
      return undefined
    },
    'GET /api/files/:id/copies/:kind': ({ actor, params }) => downloadCopy(deps, actor, { ...params, n: 0 }),
    'GET /api/files/:id/pages/:n': ({ actor, params }) => downloadCopy(deps, actor, { ...params, kind: 'page' }),
  })
  await withUploads(app, (scope) =>
    serve(scope, deps, uploadContract, {
      'POST /api/submissions/:id/files': ({ actor, params, query, request }) =>
        uploadFile(deps, actor, params.id, query.purpose, request),
    }),
  )
}
