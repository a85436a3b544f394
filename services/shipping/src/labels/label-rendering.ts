import { createRenderer, type Renderer } from '@comptoir/pdf/renderer'
import type { Deps } from '../deps.ts'
import { needsLabel } from '../shipment/parcel-state.ts'
import { placeOf } from '../shipment/parcels.ts'
import {
  attachLabels,
  awaitsLabels,
  type Label,
  type LiveShipment,
  labelsOf,
  type ShipmentState,
} from '../shipment/shipment.ts'
import { renderLabel } from './label-pdf.ts'

type RenderingDeps = Pick<Deps, 'shipments' | 'blobs' | 'clock' | 'log'>

/** Makes the labels of new shipments, apart from the request that created them; a failure is tried again. */
export function createLabelRenderer(deps: RenderingDeps): Renderer<ShipmentState> {
  const { shipments, blobs, clock, log } = deps

  async function makeLabels(shipment: LiveShipment): Promise<Label[]> {
    const labels: Label[] = []
    for (const [index, parcel] of shipment.parcels.entries()) {
      if (!needsLabel(shipment, parcel)) continue
      const bytes = await renderLabel(shipment, index)
      const { sha256 } = await blobs.put(bytes)
      const { trackingNumber } = parcel
      const place = placeOf(shipment.parcels, index)
      labels.push({ trackingNumber, sha256, size: bytes.length, place })
    }
    return labels
  }

  /** A shipment that was cancelled meanwhile takes no labels, and nobody else would ever remove what names its recipient. */
  async function removeUnused(labels: readonly Label[], shipment: ShipmentState): Promise<void> {
    const used = new Set(labelsOf(shipment))
    for (const { sha256 } of labels) if (!used.has(sha256)) await blobs.remove(sha256)
  }

  return createRenderer({
    log,
    read: async (id) => (await shipments.get(id))?.data,
    waiting: () => shipments.ids('awaitingLabel', 'all', { limit: 200 }),
    async render(id, shipment) {
      if (!awaitsLabels(shipment)) return
      const labels = await makeLabels(shipment)
      const { data } = await shipments.update(id, (state) =>
        attachLabels(state, labels, clock().toISOString()),
      )
      await removeUnused(labels, data)
    },
  })
}
