import { z } from '@hono/zod-openapi'
import { Instant, jsonAnswer, jsonBody, LocalizedText } from '../common.ts'
import { forAnyone, forStaff, forUsers } from '../operation.ts'
import { requiredText, schema } from '../schema.ts'
import { GivenPassword } from './password.ts'

/** The export of all that the shop holds of a person. Its parts say which service has answered: the receipt of the request. */
export const DataExport = schema('DataExport', {
  exportId: z.string(),
  status: z.enum(['collecting', 'ready', 'expired']),
  requestedAt: Instant,
  readyAt: Instant.optional(),
  /** When the archive is thrown away. */
  expiresAt: Instant,
  parts: z.array(z.object({ service: z.string(), receivedAt: Instant.optional() })),
  /** Of one that is ready: where the archive is for a quarter of an hour, without a sign-in. */
  link: z.object({ path: z.string(), expiresAt: Instant }).optional(),
})
export type DataExport = z.infer<typeof DataExport>

const anExport = jsonAnswer(DataExport, 'The export')
const exportParam = z.object({ exportId: z.string().max(80) })

/** Asks for an export, by password: one at a time; while one is being collected, that one is the answer. */
export const requestDataExport = forUsers('RequestDataExport', 'POST /api/me/exports', {
  request: { body: jsonBody({ password: GivenPassword }) },
  responses: { 202: anExport },
  problems: ['invalid_request', 'invalid_credentials', 'not_found', 'rate_limited', 'conflict'],
})

export const listDataExports = forUsers('ListDataExports', 'GET /api/me/exports', {
  responses: { 200: jsonAnswer({ items: z.array(DataExport) }, 'Exports, newest first') },
})

export const readDataExport = forUsers('GetDataExport', 'GET /api/me/exports/{exportId}', {
  request: { params: exportParam },
  responses: { 200: anExport },
  problems: ['not_found'],
})

/** The archive (ZIP), by the link of the export: a JSON file of each service and a manifest with their digests. */
export const getDataArchive = forAnyone('GetDataArchive', 'GET /api/data-exports/{exportId}', {
  request: { params: exportParam, query: z.object({ token: z.string().min(1).max(200) }) },
  responses: {
    200: {
      description: 'The archive',
      content: { 'application/zip': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
  problems: ['invalid_request', 'not_found', 'invalid_token'],
})

/** What an erasure has done so far, and what each service keeps because the law asks for it. */
export const ErasureReceipt = schema('ErasureReceipt', {
  userId: z.string(),
  requestedAt: Instant,
  requestedBy: z.enum(['owner', 'staff']),
  services: z.array(
    z.object({ service: z.string(), erasedAt: Instant.optional(), keeps: LocalizedText }),
  ),
  completedAt: Instant.optional(),
})
export type ErasureReceipt = z.infer<typeof ErasureReceipt>

const receipt = z.string().max(200)
const aReceipt = {
  202: jsonAnswer({ receipt, erasure: ErasureReceipt }, 'Erased here, and told to every service'),
}
const refusals = [
  ...(['invalid_request', 'not_found', 'open_orders', 'conflict'] as const),
  ...(['transition_refused', 'dependency_unavailable'] as const),
] as const

/** Erases the account, as its deletion does, with a receipt that can be read when nobody can sign in any more. */
export const eraseMe = forUsers('EraseMe', 'POST /api/me/erasure', {
  request: { body: jsonBody({ password: GivenPassword }) },
  responses: aReceipt,
  problems: [...refusals, 'invalid_credentials', 'rate_limited'],
})

/** The receipt, by the text that the erasure answered: how far it has come. */
export const readErasureReceipt = forAnyone(
  'GetErasureReceipt',
  'GET /api/erasure-receipts/{receipt}',
  {
    request: { params: z.object({ receipt }) },
    responses: { 200: jsonAnswer(ErasureReceipt, 'The erasure') },
    problems: ['not_found'],
  },
)

const userParam = z.object({ userId: z.string().max(80) })

/** Staff: erases a customer who asked for it by letter or mail. Refused while orders are open. */
export const eraseUser = forStaff('EraseUser', 'POST /api/users/{userId}/erasure', {
  request: { params: userParam, body: jsonBody({ reason: requiredText(200) }) },
  responses: aReceipt,
  problems: refusals,
})

/** Staff: how far the erasure of a user, or of the guest of an order, has come. */
export const readErasure = forStaff('GetErasure', 'GET /api/users/{userId}/erasure', {
  request: { params: userParam },
  responses: { 200: jsonAnswer(ErasureReceipt, 'The erasure') },
  problems: ['not_found'],
})
