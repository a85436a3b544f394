import { setImmediate as turn } from 'node:timers/promises'
import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import { createPdf, type Pdf } from '@comptoir/pdf/document'
import { createRenderer, type Renderer } from '@comptoir/pdf/renderer'
import type { Logger } from '@comptoir/service/observability/log'
import type { ShipmentState } from '../shipment/shipment.ts'
import type { Shipments } from '../shipment/shipment-store.ts'
import {
  type BatchPage,
  noteFailure,
  type Planned,
  planBatch,
  type StoredBatch,
} from './label-batch.ts'
import type { LabelBatches } from './label-batch-store.ts'
import { drawLabel, labelSize, labelTexts } from './label-pdf.ts'
import { drawPackingSlip, slipSize, slipTexts } from './packing-slip-pdf.ts'

type BatchDeps = {
  readonly shipments: Shipments
  readonly batches: LabelBatches
  readonly blobs: Blobs
  readonly clock: () => Date
  readonly log: Pick<Logger, 'warn'>
}

/** Pages between two reports of the progress. */
const reportEvery = 50
/** A batch that has not moved for so long was left by a replica that stopped. */
const leftMs = 30_000
/** How long a batch is kept: it names recipients. */
const keptMs = 24 * 3_600_000

export type BatchRenderer = Renderer<StoredBatch> & {
  /** Forgets batches of yesterday and their files. */
  forget(): Promise<void>
}

/** Prints batches of labels, one at a time. Printing one twice, after a crash or in two replicas, makes the same file. */
export function createBatchRenderer(deps: BatchDeps): BatchRenderer {
  const { shipments, batches, blobs, clock, log } = deps
  const at = () => clock().toISOString()

  const report = (batchId: string, printed: number, total: number) =>
    batches.update(batchId, (batch) =>
      batch.status === 'pending'
        ? { next: { ...batch, printed, total, changedAt: at() } }
        : undefined,
    )

  async function print(batch: StoredBatch, { pages }: Planned): Promise<Buffer> {
    return await createPdf(optionsOf(batch, pages), async (pdf) => {
      for (const [printed, page] of pages.entries()) {
        drawPage(pdf, { ...page, batch, isFirst: printed === 0 })
        await turn()
        if (printed > 0 && printed % reportEvery === 0)
          await report(batch.batchId, printed, pages.length)
      }
    })
  }

  async function render(id: string, batch: StoredBatch): Promise<void> {
    if (batch.status !== 'pending') return
    await printAll(id, batch).catch(async (error: unknown) => {
      const failure = { reason: String(error).slice(0, 300), now: at() }
      await batches.update(id, (known) => {
        const next = noteFailure(known, failure)
        return next === known ? undefined : { next }
      })
      throw error
    })
  }

  async function printAll(id: string, batch: StoredBatch): Promise<void> {
    const planned = planBatch(batch.asked, await readShipments(shipments, batch))
    const total = planned.pages.length
    const bytes = total > 0 ? await print(batch, planned) : undefined
    const file = bytes && { ...(await blobs.put(bytes)), size: bytes.length }
    const finishedAt = at()
    const { data } = await batches.update(id, (known) => {
      if (known.status !== 'pending') return undefined
      const { skipped } = planned
      const done = { status: 'done', printed: total, total, skipped, finishedAt } as const
      return { next: { ...known, ...done, changedAt: finishedAt, ...(file && { pdf: file }) } }
    })
    if (file && data.pdf?.sha256 !== file.sha256) await blobs.remove(file.sha256)
  }

  const renderer = createRenderer<StoredBatch>({
    log,
    render,
    read: async (id) => (await batches.get(id))?.data,
    waiting: () => batches.ids('byStatus', 'pending', before(deps, leftMs)),
  })
  return {
    ...renderer,
    forget: () => forgetOld(deps),
  }
}

const before = ({ clock }: Pick<BatchDeps, 'clock'>, ms: number) => ({
  max: clock().getTime() - ms,
  limit: 50,
})

async function forgetOld(deps: BatchDeps): Promise<void> {
  const { batches, blobs } = deps
  const range = before(deps, keptMs)
  const ended = ['done', 'failed'].map((key) => batches.ids('byStatus', key, range))
  for (const id of (await Promise.all(ended)).flat()) {
    const batch = (await batches.get(id))?.data
    if (batch?.pdf) await blobs.remove(batch.pdf.sha256)
    await batches.remove(id)
  }
}

/** The shipments of a batch, by id. */
async function readShipments(shipments: Shipments, { asked }: StoredBatch) {
  const ids = [...new Set(asked.parcels.map(({ shipmentId }) => shipmentId))]
  const found = new Map<string, ShipmentState>()
  for (let from = 0; from < ids.length; from += reportEvery) {
    const part = await shipments.getMany(ids.slice(from, from + reportEvery))
    for (const { id, data } of part) found.set(id, data)
  }
  return found
}

function optionsOf({ batchId, createdAt, asked }: StoredBatch, pages: readonly BatchPage[]) {
  const shipments = new Set(pages.map(({ shipment }) => shipment))
  const texts = [...shipments].map((shipment) => [
    labelTexts(shipment),
    asked.packingSlips ? slipTexts(shipment) : [],
  ])
  return {
    title: batchId,
    author: pages[0]?.shipment.from.recipient ?? '',
    language: asked.locale,
    size: labelSize,
    createdAt: new Date(createdAt),
    texts: JSON.stringify(texts),
  }
}

type Page = BatchPage & { readonly batch: StoredBatch; readonly isFirst: boolean }

function drawPage(pdf: Pdf, { shipment, index, batch, isFirst }: Page): void {
  const { packingSlips, locale } = batch.asked
  if (!isFirst) pdf.addPage({ size: labelSize, margin: 0 })
  drawLabel(pdf, shipment, index)
  if (!packingSlips) return
  pdf.addPage({ size: slipSize, margin: 0 })
  drawPackingSlip(pdf, shipment, { index, locale })
}
