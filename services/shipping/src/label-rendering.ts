import type { Blobs } from '@comptoir/dapr/blobs'
import { createRenderer, type Renderer } from '@comptoir/pdf/renderer'
import type { Logger } from '@comptoir/service/log'
import { renderLabel } from './label-pdf.ts'
import { attachLabels, type Label, type LiveShipment } from './shipment.ts'
import type { Shipments } from './shipment-store.ts'

export type RenderingOptions = {
  readonly shipments: Shipments
  readonly blobs: Blobs
  readonly clock: () => Date
  readonly log: Logger
  readonly everyMs?: number
}

/** Makes the labels of new shipments, apart from the request that created them; a failure is tried again. */
export function createLabelRenderer(options: RenderingOptions): Renderer {
  const { shipments, blobs, clock, log, everyMs } = options

  async function makeLabels(shipment: LiveShipment): Promise<Label[]> {
    const labels: Label[] = []
    for (const index of shipment.parcels.keys()) {
      const bytes = await renderLabel(shipment, index)
      const { sha256 } = await blobs.put(bytes, 'application/pdf')
      labels.push({ sha256, size: bytes.length })
    }
    return labels
  }

  async function render(id: string): Promise<void> {
    const shipment = (await shipments.get(id))?.data
    if (!shipment || shipment.status === 'cancelled') return
    if (shipment.parcels.every((parcel) => parcel.label)) return
    const labels = await makeLabels(shipment)
    await shipments.update(id, (data) => attachLabels(data, labels, clock().toISOString()))
  }
  return createRenderer({
    render,
    waiting: () => shipments.ids('awaitingLabel', 'all', { limit: 200 }),
    log,
    ...(everyMs === undefined ? {} : { everyMs }),
  })
}
