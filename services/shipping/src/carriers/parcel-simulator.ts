import type { ShipmentStatus, TrackingEvent } from '@comptoir/contracts/shipping/schemas'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { Deps } from '../deps.ts'
import { stateOfParcel } from '../shipment/parcel-state.ts'
import {
  type LiveShipment,
  recordTracking,
  type ShipmentChange,
  type ShipmentState,
} from '../shipment/shipment.ts'
import { lastMoveOf } from '../shipment/shipment-store.ts'

type SimulatorOptions = Pick<Deps, 'shipments' | 'log' | 'clock'> & { readonly paceMs: number }

type Way = Pick<LiveShipment, 'from' | 'to'> & { readonly status: ShipmentStatus }

/** What a carrier would say next of a parcel; nothing once it has arrived, or when something went wrong. */
export function nextScan({ status, from, to }: Way, at: string): TrackingEvent | undefined {
  const department = to.postalCode.slice(0, 2)
  switch (status) {
    case 'label_created':
      return { code: 'handed_over', at, location: from.city }
    case 'in_transit':
      return { code: 'out_for_delivery', at, location: `Agence ${department}` }
    case 'out_for_delivery':
      return { code: 'delivered', at, location: `Agence ${department}` }
    default:
      return undefined
  }
}

/**
 * Moves each parcel of a shipment one step when its pace has passed since it last moved: repeating it too early changes
 * nothing.
 */
export function advanceShipment(state: ShipmentState, now: Date, paceMs: number): ShipmentChange {
  if (state.status === 'cancelled') return undefined
  if (now.getTime() - Date.parse(lastMoveOf(state)) < paceMs) return undefined
  const at = now.toISOString()
  const { from, to } = state
  const { parcels } = state
  const scans = parcels.flatMap((parcel) => {
    const scan = nextScan({ status: stateOfParcel(state, parcel).status, from, to }, at)
    if (!scan) return []
    return [parcels.length > 1 ? { ...scan, trackingNumber: parcel.trackingNumber } : scan]
  })
  return recordTracking(state, scans, at)
}

/**
 * Plays the carriers: moves every open shipment a step at each pace. It works from the index of moving shipments,
 * so it goes on after a restart, and several replicas may run it at once.
 */
export function startParcelSimulator(options: SimulatorOptions): Stop {
  const { paceMs, log } = options
  const everyMs = Math.min(1_000, Math.max(50, paceMs / 5))
  return repeat({ name: 'parcel simulator', everyMs, log, run: () => advanceDue(options) })
}

/** Moves every shipment whose pace has passed. */
export async function advanceDue({ shipments, paceMs, clock }: SimulatorOptions): Promise<void> {
  const now = clock()
  const due = await shipments.ids('moving', 'all', { max: now.getTime() - paceMs, limit: 100 })
  for (const id of due) {
    await shipments.update(id, (state) => advanceShipment(state, now, paceMs))
  }
}
