import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { withUploads } from '../http/receive-file.ts'
import { serve } from '../http/serve.ts'
import { changeCall } from './change-call.ts'
import { submit, withdraw } from './actions.ts'
import { registerArriving } from './arriving-routes.ts'
import { authorPage } from './author-page.ts'
import { ownContract, uploadContract } from './contract.ts'
import { registerDesk } from './desk.ts'
import { downloadCopy } from './copies.ts'
import { downloadFile } from './download.ts'
import { begin, saveDraft } from './drafts.ts'
import { bringFileBack, removeFile, uploadFile } from './files.ts'
import { coverFinding, unconfirmFinding, uncover } from './covers.ts'
import { confirmFinding, prepareAgain, wantReports } from './findings.ts'
import { preparedContract } from './prepared-contract.ts'
import { mySubmissions } from './queries.ts'
import { fileReport } from './report.ts'
import { confirmTextFinding } from './text-findings.ts'
import { answerProofs, handInRevision, saveResponse, takeApprovalBack } from './revision.ts'

export async function registerSubmissions(app: FastifyInstance, deps: Deps): Promise<void> {
  registerDesk(app, deps)
  await registerArriving(app, deps)
  serve(app, deps, ownContract, {
    'POST /api/submissions': ({ actor, body, idempotencyKey }) => begin(deps, actor, body, idempotencyKey),
    'GET /api/submissions': ({ actor }) => mySubmissions(deps, actor),
    'GET /api/submissions/:id': ({ actor, params }) => authorPage(deps, actor, params.id),
    'PUT /api/submissions/:id/call': async ({ actor, params, body }) => changeCall(deps, actor, params.id, body.callId),
    'PATCH /api/submissions/:id': ({ actor, params, body }) => saveDraft(deps, actor, params.id, body),
    'DELETE /api/submissions/:id/files/:fileId': async ({ actor, params }) => {
      await removeFile(deps, actor, params.id, params.fileId)
      return undefined
    },
    'POST /api/submissions/:id/files/:fileId/bring-back': async ({ actor, params }) => {
      await bringFileBack(deps, actor, params.id, params.fileId)
      return undefined
    },
    'POST /api/submissions/:id/proofs/take-back': async ({ actor, params }) => {
      await takeApprovalBack(deps, actor, params.id)
      return undefined
    },
    'GET /api/files/:id': ({ actor, params }) => downloadFile(deps, actor, params.id),
    'POST /api/submissions/:id/submit': ({ actor, params, body, idempotencyKey }) =>
      submit(deps, actor, params.id, body, idempotencyKey),
    'POST /api/submissions/:id/withdraw': async ({ actor, params, body }) => {
      await withdraw(deps, actor, params.id, body.reason)
      return undefined
    },
    'PATCH /api/submissions/:id/revision': ({ actor, params, body }) => saveResponse(deps, actor, params.id, body),
    'POST /api/submissions/:id/revision': ({ actor, params, body, idempotencyKey }) =>
      handInRevision(deps, actor, params.id, body, idempotencyKey),
    'POST /api/submissions/:id/proofs': async ({ actor, params, body }) => {
      await answerProofs(deps, actor, params.id, body)
      return undefined
    },
  })
  serve(app, deps, preparedContract, {
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
    'POST /api/submissions/:id/text-findings/:findingId/confirm': async ({ actor, params }) => {
      await confirmTextFinding(deps, actor, params.id, params.findingId)
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
