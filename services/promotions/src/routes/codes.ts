import { randomUUID } from 'node:crypto'
import type { CodeBatch } from '@comptoir/contracts/promotions/code-routes'
import * as routes from '@comptoir/contracts/promotions/code-routes'
import type { Document } from '@comptoir/dapr/documents/documents'
import { walk } from '@comptoir/dapr/documents/walk'
import { withIdempotency } from '@comptoir/dapr/leases/idempotency'
import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Codes, StoredBatch } from '../codes/code-store.ts'
import { makeBatch } from '../codes/make-batch.ts'
import { codesOfBatch, revokeCodes } from '../codes/revocation.ts'
import type { Deps } from '../deps.ts'

/** A batch of the largest size takes seconds; a run that goes on renews its lease. */
const leaseSeconds = 30

export function addCodeRoutes(app: ServiceApp, deps: Deps): void {
  addBatches(app, deps)
  addReads(app, deps)
  addRevocation(app, deps)
}

function addBatches(app: ServiceApp, deps: Deps): void {
  app.openapi(routes.createCodes, async (c) => {
    const { promotionId } = c.req.valid('param')
    const { 'idempotency-key': key } = c.req.valid('header')
    const asked = { ...c.req.valid('json'), promotionId }
    const scope = `promotions:codes:${promotionId}`
    const request = { scope, key, fingerprint: JSON.stringify(asked), leaseSeconds }
    const { body } = await withIdempotency(deps, request, async () => {
      const batch = await makeBatch(deps, { ...asked, key })
      return { status: 201, body: batchViewOf(batch) }
    })
    return c.json(body, 201)
  })

  app.openapi(routes.listCodeBatches, async (c) => {
    const { promotionId } = c.req.valid('param')
    await checkPromotion(deps, promotionId)
    const page = { ...c.req.valid('query'), order: 'desc' } as const
    const { items, ...rest } = await deps.batches.list('ofPromotion', promotionId, page)
    return c.json({ items: items.map(batchViewOf), ...rest }, 200)
  })
}

function addReads(app: ServiceApp, deps: Deps): void {
  const { codes } = deps

  app.openapi(routes.listCodes, async (c) => {
    const { promotionId } = c.req.valid('param')
    const { batchId, ...page } = c.req.valid('query')
    await checkPromotion(deps, promotionId)
    const { index, key } = await listOf(deps, promotionId, batchId)
    const { items, ...rest } = await codes.list(index, key, page)
    return c.json({ items: items.flatMap(codeViewOf), ...rest }, 200)
  })

  app.openapi(routes.exportCodes, async (c): Promise<Response> => {
    const { promotionId } = c.req.valid('param')
    await checkPromotion(deps, promotionId)
    const list = await listOf(deps, promotionId, c.req.valid('query').batchId)
    const lines = ['code,batch,created,revoked']
    for await (const document of walk({ collection: codes, ...list })) {
      for (const { code, batchId, createdAt, revokedAt = '' } of codeViewOf(document)) {
        lines.push([code, batchId, createdAt, revokedAt].join(','))
      }
    }
    return c.body(`${lines.join('\r\n')}\r\n`, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="codes-${promotionId}.csv"`,
      'cache-control': 'private, no-store',
    })
  })
}

function addRevocation(app: ServiceApp, deps: Deps): void {
  const { codes, revocations, clock } = deps

  app.openapi(routes.revokeCodes, async (c) => {
    const { promotionId } = c.req.valid('param')
    await checkPromotion(deps, promotionId)
    const asked = c.req.valid('json')
    const names = 'codes' in asked ? new Set(asked.codes) : codesOfBatch(codes, asked.batchId)
    const revocation = { promotionId, now: clock().toISOString() }
    await revocations.create(randomUUID(), {
      ...{ promotionId, at: revocation.now },
      ...('codes' in asked ? { named: asked.codes.length } : { batchId: asked.batchId }),
    })
    return c.json({ revoked: await revokeCodes(codes, revocation, names) }, 200)
  })
}

async function checkPromotion({ promotions }: Deps, promotionId: string): Promise<void> {
  if (!(await promotions.get(promotionId))) throw refuse('not_found')
}

/** The index of a promotion's codes, or of one of its batches; refuses a batch of another with not_found. */
async function listOf({ batches }: Deps, promotionId: string, batchId: string | undefined) {
  if (batchId === undefined) return { index: 'ofPromotion', key: promotionId }
  const batch = await batches.get(batchId)
  if (batch?.data.promotionId !== promotionId) throw refuse('not_found', 'there is no such batch')
  return { index: 'ofBatch', key: batchId }
}

function batchViewOf({ id, data }: Document<StoredBatch>): CodeBatch {
  const { length: _, ...shown } = data
  return { batchId: id, ...shown }
}

type CodeDocument = NonNullable<Awaited<ReturnType<Codes['get']>>>

function codeViewOf({ id, data }: CodeDocument) {
  if (data.kind === 'shared') return []
  const { batchId, createdAt, revokedAt } = data
  return [{ code: id, batchId, createdAt, ...(revokedAt && { revokedAt }) }]
}
