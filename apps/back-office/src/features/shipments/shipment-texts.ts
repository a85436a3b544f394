import type { ShipmentStatus } from '@comptoir/contracts/shipping/schemas'
import { shipmentsEn, shipmentsFr } from '../../messages/logistics/shipments.ts'
import { useWords } from '../../office.tsx'
import type { StatusTone } from '../../ui/status-badge.tsx'

const words = { fr: shipmentsFr, en: shipmentsEn }

/** What the pages of shipments say: loaded with them. */
export const useShipmentTexts = () => useWords(words)

/** What a state asks of the staff. */
export const shipmentTones: Readonly<Record<ShipmentStatus, StatusTone>> = {
  unknown: 'calm',
  pending: 'calm',
  label_created: 'attention',
  in_transit: 'calm',
  out_for_delivery: 'calm',
  delivered: 'good',
  exception: 'bad',
  returned_to_sender: 'bad',
  cancelled: 'ended',
  lost: 'bad',
  damaged: 'bad',
}
