import type { Shipment, ShipmentStatus } from '@comptoir/contracts/shipping/schemas'
import {
  given,
  type ListSearch,
  oneOf,
  readListSearch,
  wordOf,
} from '../../../ui/data-list/list-search.ts'
import { readyParcels, readyStatuses } from '../../../ui/parcels/ready-parcels.ts'

/** What has to be done next, with the states of a shipment that are in it. */
export const stages = {
  ready: readyStatuses,
  waiting: ['pending'],
  moving: ['in_transit', 'out_for_delivery'],
  problems: ['exception', 'lost', 'damaged', 'returned_to_sender'],
  delivered: ['delivered'],
  cancelled: ['cancelled'],
} as const satisfies Readonly<Record<string, readonly ShipmentStatus[]>>

export type Stage = keyof typeof stages
export const stageNames = Object.keys(stages) as Stage[]

/** Whether a shipment is in a stage: in `ready` are those that have a parcel to hand over. */
export function isIn(stage: Stage, shipment: Shipment): boolean {
  const states: readonly ShipmentStatus[] = stages[stage]
  if (!states.includes(shipment.status)) return false
  return stage !== 'ready' || readyParcels(shipment).length > 0
}

/** What shipments are narrowed by: a stage, or words of their order. */
export type ShipmentSearch = ListSearch & { readonly stage?: Stage; readonly q?: string }

/** Reads the address of the shipments: what makes no sense is left out. */
export function readShipmentSearch(search: Readonly<Record<string, unknown>>): ShipmentSearch {
  return given({
    ...readListSearch(search),
    stage: oneOf(search['stage'], stageNames),
    q: wordOf(search['q'], 80),
  })
}
