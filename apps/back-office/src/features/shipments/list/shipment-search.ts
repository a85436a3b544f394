import type { ShipmentStatus } from '@comptoir/contracts/shipping/schemas'
import {
  given,
  type ListSearch,
  oneOf,
  readListSearch,
  wordOf,
} from '../../../ui/data-list/list-search.ts'

/** What has to be done next, with the states of a shipment that are in it. */
export const stages = {
  ready: ['label_created'],
  waiting: ['pending'],
  moving: ['in_transit', 'out_for_delivery'],
  problems: ['exception', 'lost', 'damaged', 'returned_to_sender'],
  delivered: ['delivered'],
  cancelled: ['cancelled'],
} as const satisfies Readonly<Record<string, readonly ShipmentStatus[]>>

export type Stage = keyof typeof stages
export const stageNames = Object.keys(stages) as Stage[]

/** What shipments are narrowed by: a stage, or words of their order. */
export type ShipmentSearch = ListSearch & { readonly stage?: Stage; readonly q?: string }

/** Reads the address of the shipments: what makes no sense is left out. */
export function readShipmentSearch(search: Readonly<Record<string, unknown>>): ShipmentSearch {
  return given({
    ...readListSearch(search, []),
    stage: oneOf(search['stage'], stageNames),
    q: wordOf(search['q'], 80),
  })
}
