import { isDeepStrictEqual } from 'node:util'
import {
  type BatchParcel,
  type LabelBatch,
  largestBatch,
  type NewLabelBatch,
} from '@comptoir/contracts/shipping/label-schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { isHere } from '../shipment/parcel-state.ts'
import { contentOf, type LiveShipment, type ShipmentState } from '../shipment/shipment.ts'

/** A batch as it is stored: what was asked for, and how far it is. */
export type StoredBatch = LabelBatch & {
  readonly asked: NewLabelBatch
  readonly changedAt: string
  readonly failures?: number | undefined
}
/** Tries, half a minute apart, before a batch is given up: what it needs may be away for some minutes. */
const mostFailures = 20

type Request = { readonly batchId: string; readonly by: string; readonly now: string }

/** A batch that waits to be printed. */
export function startBatch(asked: NewLabelBatch, { batchId, by, now }: Request): StoredBatch {
  return {
    ...{ batchId, by, asked, status: 'pending', createdAt: now, changedAt: now },
    ...{ printed: 0, total: asked.parcels.length, skipped: [] },
  }
}

/** Notes that printing failed; after twenty times the batch has. */
export function noteFailure(
  batch: StoredBatch,
  { reason, now }: { readonly reason: string; readonly now: string },
): StoredBatch {
  if (batch.status !== 'pending') return batch
  const noted = { ...batch, failures: (batch.failures ?? 0) + 1, changedAt: now }
  if (noted.failures < mostFailures) return noted
  return { ...noted, status: 'failed', reason, finishedAt: now }
}

/** A batch that failed, from its beginning; any other one as it is. */
export function restartBatch(batch: StoredBatch, now: string): StoredBatch {
  if (batch.status !== 'failed') return batch
  const { reason: _, finishedAt: __, failures: ___, ...rest } = batch
  return { ...rest, status: 'pending', printed: 0, changedAt: now }
}

/** The batch that is there already; refuses another content under its id. */
export function sameBatch(batch: StoredBatch, asked: NewLabelBatch): StoredBatch {
  if (isDeepStrictEqual(batch.asked, asked)) return batch
  throw refuse('conflict', `the batch ${batch.batchId} prints something else`)
}

/** A page of a batch: the label of one parcel. */
export type BatchPage = { readonly shipment: LiveShipment; readonly index: number }
export type Planned = {
  readonly pages: readonly BatchPage[]
  readonly skipped: LabelBatch['skipped']
}

type Reason = LabelBatch['skipped'][number]['reason']
type Candidate = { readonly shipmentId: string; readonly number?: number } & (
  | { readonly page: BatchPage }
  | { readonly reason: Reason }
)

/** What a batch prints of the shipments as they are now, each parcel once, and what it leaves out. */
export function planBatch(
  { parcels }: NewLabelBatch,
  shipments: ReadonlyMap<string, ShipmentState>,
): Planned {
  const pages = new Map<string, BatchPage>()
  const skipped: LabelBatch['skipped'] = []
  const candidates = parcels.flatMap((asked) =>
    candidatesOf(asked, shipments.get(asked.shipmentId)),
  )
  for (const candidate of candidates) {
    const { shipmentId, number } = candidate
    const key = `${shipmentId} ${number}`
    const isFull = pages.size >= largestBatch && !pages.has(key)
    if ('page' in candidate && !isFull) {
      pages.set(key, candidate.page)
      continue
    }
    const reason = 'reason' in candidate ? candidate.reason : 'too_many'
    skipped.push({ shipmentId, ...(number !== undefined && { parcel: number }), reason })
  }
  return { pages: [...pages.values()], skipped }
}

/** The parcel that was asked for, or those of the shipment that have a label to print. */
function candidatesOf(
  { shipmentId, parcel }: BatchParcel,
  state: ShipmentState | undefined,
): Candidate[] {
  const none = { shipmentId, ...(parcel && { number: parcel }) }
  if (!state || !contentOf(state)) return [{ ...none, reason: 'unknown' }]
  if (state.status === 'cancelled') return [{ ...none, reason: 'cancelled' }]
  const indexes = parcel ? [parcel - 1] : [...state.parcels.keys()]
  const all = indexes.map((index): Candidate => {
    const reason = reasonAgainst(state, index)
    const one = { shipmentId, number: index + 1 }
    return reason ? { ...one, reason } : { ...one, page: { shipment: state, index } }
  })
  return parcel ? all : all.filter((one) => 'page' in one)
}

/** Why a parcel has no label to print. */
function reasonAgainst(shipment: LiveShipment, index: number): Reason | undefined {
  const parcel = shipment.parcels[index]
  if (!parcel) return 'unknown'
  if (parcel.cancelledAt) return 'cancelled'
  if (parcel.heldAt) return 'held'
  return isHere(shipment, parcel) ? undefined : 'left'
}
