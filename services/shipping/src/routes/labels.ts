import { createHash } from 'node:crypto'
import {
  getLabelBatch,
  getLabelBatchPdf,
  getPackingSlip,
  putLabelBatch,
} from '@comptoir/contracts/shipping/label-routes'
import type { LabelBatch } from '@comptoir/contracts/shipping/label-schemas'
import { answerPdf } from '@comptoir/dapr/sidecar/blobs'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { restartBatch, type StoredBatch, sameBatch, startBatch } from '../labels/label-batch.ts'
import { renderPackingSlip } from '../labels/packing-slip-pdf.ts'

type LabelDeps = Pick<Deps, 'shipments' | 'blobs' | 'batches' | 'batchRenderer' | 'clock'>

/** Packing slips, and batches of labels as one PDF: for staff who pack. */
export function addLabelRoutes(app: ServiceApp, deps: LabelDeps): void {
  const { shipments, blobs, batches, batchRenderer, clock } = deps

  app.openapi(getPackingSlip, async (c) => {
    const { parcel, locale } = c.req.valid('query')
    const shipment = (await shipments.get(c.req.valid('param').shipmentId))?.data
    if (!shipment || shipment.status === 'cancelled') throw refuse('not_found')
    const one = shipment.parcels[parcel - 1]
    if (!one || one.cancelledAt) throw refuse('not_found', 'no such parcel')
    const bytes = await renderPackingSlip(shipment, parcel - 1, locale ?? shipment.locale ?? 'fr')
    const etag = createHash('sha256').update(bytes).digest('hex')
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${one.trackingNumber}-slip.pdf"`,
      etag: `"${etag}"`,
    })
  })

  app.openapi(putLabelBatch, async (c) => {
    const { batchId } = c.req.valid('param')
    const asked = c.req.valid('json')
    const { id: by } = currentUser(c)
    const now = clock().toISOString()
    const batch = startBatch(asked, { batchId, by, now })
    const { created, document } = await batches.create(batchId, batch)
    const known = sameBatch(document.data, asked)
    const next = known.status === 'failed' ? await restart(batchId, now) : known
    if (created || next !== known) batchRenderer.soon(batchId, next)
    return c.json(viewOf(next), 200)
  })

  const restart = async (batchId: string, now: string): Promise<StoredBatch> =>
    (await batches.update(batchId, (known) => ({ next: restartBatch(known, now) }))).data

  const read = async (batchId: string): Promise<StoredBatch> => {
    const batch = (await batches.get(batchId))?.data
    if (!batch) throw refuse('not_found')
    return batch
  }

  app.openapi(getLabelBatch, async (c) =>
    c.json(viewOf(await read(c.req.valid('param').batchId)), 200),
  )

  app.openapi(getLabelBatchPdf, async (c) => {
    const { batchId, status, pdf } = await read(c.req.valid('param').batchId)
    if (status === 'pending') throw refuse('document_not_ready')
    if (status === 'failed') throw refuse('transition_refused', 'it failed: ask for it again')
    if (!pdf) throw refuse('not_found', 'no parcel of the batch had a label to print')
    return await answerPdf(blobs, { sha256: pdf.sha256, name: batchId })
  })
}

function viewOf({
  asked: _asked,
  changedAt: _at,
  failures: _failures,
  ...batch
}: StoredBatch): LabelBatch {
  return batch
}
