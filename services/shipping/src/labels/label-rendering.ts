import type { Document } from '@comptoir/dapr/documents/documents'
import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import { createRenderer, type Renderer } from '@comptoir/pdf/renderer'
import type { Logger } from '@comptoir/service/observability/log'
import {
  attachLabels,
  type Label,
  type LiveShipment,
  labelsOf,
  type ShipmentState,
} from '../shipment/shipment.ts'
import type { Shipments } from '../shipment/shipment-store.ts'
import { renderLabel } from './label-pdf.ts'

export type RenderingOptions = {
  readonly shipments: Shipments
  readonly blobs: Blobs
  readonly clock: () => Date
  readonly log: Logger
  readonly everyMs?: number
}

export type LabelRenderer = Renderer & {
  /** Makes the labels of a shipment that was just created, without reading it again. */
  created(shipment: Document<ShipmentState>): void
}

/** Makes the labels of new shipments, apart from the request that created them; a failure is tried again. */
export function createLabelRenderer(options: RenderingOptions): LabelRenderer {
  const { shipments, blobs, clock, log, everyMs } = options
  const justCreated = new Map<string, ShipmentState>()

  async function makeLabels(shipment: LiveShipment): Promise<Label[]> {
    const labels: Label[] = []
    for (const index of shipment.parcels.keys()) {
      const bytes = await renderLabel(shipment, index)
      const { sha256 } = await blobs.put(bytes, 'application/pdf')
      labels.push({ sha256, size: bytes.length })
    }
    return labels
  }

  /** A shipment that was cancelled meanwhile takes no labels, and nobody else would ever remove what names its recipient. */
  async function removeUnused(labels: readonly Label[], shipment: ShipmentState): Promise<void> {
    const used = new Set(labelsOf(shipment))
    for (const { sha256 } of labels) if (!used.has(sha256)) await blobs.remove(sha256)
  }

  async function render(id: string): Promise<void> {
    const shipment = justCreated.get(id) ?? (await shipments.get(id))?.data
    justCreated.delete(id)
    if (!shipment || shipment.status === 'cancelled') return
    if (shipment.parcels.every((parcel) => parcel.label)) return
    const labels = await makeLabels(shipment)
    const { data } = await shipments.update(id, (state) =>
      attachLabels(state, labels, clock().toISOString()),
    )
    await removeUnused(labels, data)
  }
  const renderer = createRenderer({
    render,
    waiting: () => shipments.ids('awaitingLabel', 'all', { limit: 200 }),
    log,
    ...(everyMs === undefined ? {} : { everyMs }),
  })
  return {
    ...renderer,
    created({ id, data }) {
      justCreated.set(id, data)
      renderer.soon(id)
    },
  }
}
