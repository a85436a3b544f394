import { newEvent } from '@comptoir/contracts/event'
import { ParcelsChanged } from '@comptoir/contracts/shipping/events'
import type { ParcelDivision, ParcelLine } from '@comptoir/contracts/shipping/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { isHere, withStatus } from './parcel-state.ts'
import { packParcels, placeOf } from './parcels.ts'
import {
  factOf,
  heaviestParcelOf,
  type LiveShipment,
  milestones,
  type ShipmentChange,
  type ShipmentState,
} from './shipment.ts'
import type { StoredParcel } from './stored-shipment.ts'
import { trackingNumberOf } from './tracking-number.ts'

/** What is to be in a parcel. */
type Group = { readonly lines: readonly ParcelLine[]; readonly hold: boolean }

/**
 * Divides everything that has not left into parcels anew. Parcels keep their numbers in the list: one that is not needed any
 * more is cancelled, and stays in it. One whose contents change gets another tracking number, and a label to come.
 */
export function divideParcels(
  state: ShipmentState,
  division: ParcelDivision,
  now: string,
): ShipmentChange {
  const shipment = liveShipment(state)
  const here = shipment.parcels.filter((parcel) => isHere(shipment, parcel))
  if (here.length === 0) throw refuse('transition_refused', 'every parcel has left')
  const groups = groupsOf(shipment, division, sumLines(here.flatMap(({ lines }) => lines)))
  const wanted = assign(here, groups)
  const parcels = shipment.parcels.map((parcel, index) => {
    if (!here.includes(parcel)) return parcel
    return repacked(shipment, { parcel, index, group: wanted.get(parcel), now })
  })
  const more = groups.filter((group) => ![...wanted.values()].includes(group))
  const added = more.map((group, n) =>
    newParcel(shipment, { index: parcels.length + n, group, now }),
  )
  return changedParcels(shipment, [...parcels, ...added], now)
}

/** A parcel that is held may leave from now on. */
export function releaseParcel(state: ShipmentState, number: number, now: string): ShipmentChange {
  const shipment = liveShipment(state)
  const parcel = parcelOf(shipment, number)
  if (!parcel.heldAt) return undefined
  const { heldAt: _, ...released } = parcel
  return changedParcels(shipment, replaceAt(shipment, number, { ...released, addedAt: now }), now)
}

type Replacement = {
  readonly number: number
  readonly trackingNumber: string
  readonly now: string
}

/** Gives a parcel that has not left another number; its old one is void. Repeated for the same old number, nothing changes. */
export function replaceLabel(state: ShipmentState, replacement: Replacement): ShipmentChange {
  const { number, trackingNumber, now } = replacement
  const shipment = liveShipment(state)
  const parcel = parcelOf(shipment, number)
  if (parcel.voided?.some((one) => one.trackingNumber === trackingNumber)) return undefined
  if (parcel.trackingNumber !== trackingNumber)
    throw refuse('conflict', `the number of the parcel is ${parcel.trackingNumber}`)
  if (!isHere(shipment, parcel)) throw refuse('transition_refused', 'the parcel has left')
  const next = renumbered(shipment, { parcel, index: number - 1, now })
  return changedParcels(shipment, replaceAt(shipment, number, next), now)
}

/** The parcel of a number from 1. */
export function parcelOf({ parcels }: LiveShipment, number: number): StoredParcel {
  const parcel = parcels[number - 1]
  if (!parcel) throw refuse('not_found', 'no such parcel')
  return parcel
}

export const replaceAt = ({ parcels }: LiveShipment, number: number, next: StoredParcel) =>
  parcels.map((parcel, index) => (index === number - 1 ? next : parcel))

/** A shipment that can change; one that was cancelled cannot, one that never was is none. */
export function liveShipment(state: ShipmentState): LiveShipment {
  if (state.status !== 'cancelled') return state
  throw state.shipment
    ? refuse('transition_refused', 'the shipment is cancelled')
    : refuse('not_found')
}

/** The shipment with other parcels, told to everyone; nothing when they are the same. */
export function changedParcels(
  shipment: LiveShipment,
  parcels: StoredParcel[],
  now: string,
): ShipmentChange {
  const isSame = parcels.every((parcel, index) => parcel === shipment.parcels[index])
  if (isSame && parcels.length === shipment.parcels.length) return undefined
  const next = withStatus({ ...shipment, parcels: withRightPlaces(shipment, parcels) })
  const told = newEvent(ParcelsChanged, { ...factOf(next), at: now })
  return { next, events: [told, ...milestones(shipment, next)] }
}

/** A label that is still here and says another place than its parcel has now is printed again, under the same number. */
function withRightPlaces(shipment: LiveShipment, parcels: StoredParcel[]): StoredParcel[] {
  return parcels.map((parcel, index) => {
    const { label, reprinted = [], ...rest } = parcel
    if (!label || !isHere(shipment, parcel)) return parcel
    const printed = label.place ?? placeOf(shipment.parcels, index)
    if (printed === placeOf(parcels, index)) return parcel
    return { ...rest, reprinted: [...reprinted, label] }
  })
}

type Sums = ReadonlyMap<string, number>

export function sumLines(lines: readonly ParcelLine[]): Sums {
  const sums = new Map<string, number>()
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity)
  return sums
}

const linesOf = (sums: Sums): ParcelLine[] =>
  [...sums].flatMap(([sku, quantity]) => (quantity > 0 ? [{ sku, quantity }] : []))

function groupsOf(shipment: LiveShipment, division: ParcelDivision, all: Sums): Group[] {
  const pack = (sums: Sums, maxGrams: number, hold: boolean): Group[] => {
    const lines = linesOf(sums).map((line) => ({
      ...{ ...line, weightGrams: gramsOf(shipment, line.sku) },
      vendorId: vendorOf(shipment, line.sku),
    }))
    return packParcels(lines, maxGrams).map((parcel) => ({ lines: parcel.lines, hold }))
  }
  if (division.by === 'weight') return pack(all, division.maxGrams, false)
  if (division.by === 'stock') {
    const asked = sumLines(division.available)
    checkKnown(asked, all)
    const here = new Map([...all].map(([sku, n]) => [sku, Math.min(n, asked.get(sku) ?? 0)]))
    const missing = new Map([...all].map(([sku, n]) => [sku, n - (here.get(sku) ?? 0)]))
    const heaviest = heaviestParcelOf(shipment)
    return [...pack(here, heaviest, false), ...pack(missing, heaviest, true)]
  }
  const groups = division.parcels.map(({ lines, hold }) => ({
    lines: linesOf(sumLines(lines)),
    hold,
  }))
  checkWhole(sumLines(groups.flatMap(({ lines }) => lines)), all)
  for (const [index, group] of groups.entries()) {
    checkWeight(shipment, group, index)
    checkVendor(shipment, group, index)
  }
  return groups
}

const gramsOf = ({ lines }: LiveShipment, sku: string): number =>
  lines.find((line) => line.sku === sku)?.weightGrams ?? 0

/** Who sells it; a return goes to the shop, whoever does. */
const vendorOf = ({ lines, purpose }: LiveShipment, sku: string): string | undefined =>
  purpose === 'return' ? undefined : lines.find((line) => line.sku === sku)?.vendorId

const weightOf = (shipment: LiveShipment, lines: readonly ParcelLine[]): number =>
  lines.reduce((sum, { sku, quantity }) => sum + quantity * gramsOf(shipment, sku), 0)

function checkKnown(asked: Sums, all: Sums): void {
  const unknown = [...asked.keys()].find((sku) => !all.has(sku))
  if (unknown) throw invalid('available', 'not_here', `no parcel that is here holds ${unknown}`)
}

/** By hand, everything that is here goes into a parcel, and nothing else. */
function checkWhole(given: Sums, all: Sums): void {
  for (const sku of new Set([...given.keys(), ...all.keys()])) {
    const [has, wants] = [given.get(sku) ?? 0, all.get(sku) ?? 0]
    if (has === wants) continue
    throw invalid('parcels', has > wants ? 'too_many' : 'missing', `${wants} of ${sku} are here`)
  }
}

/** A unit that is heavier than a parcel may be travels alone. */
function checkWeight(shipment: LiveShipment, { lines }: Group, index: number): void {
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const heaviest = heaviestParcelOf(shipment)
  if (units === 1 || weightOf(shipment, lines) <= heaviest) return
  throw invalid(`parcels.${index}`, 'too_heavy', `a parcel weighs ${heaviest} g at most`)
}

/** What two vendors sell is never in one parcel. */
function checkVendor(shipment: LiveShipment, { lines }: Group, index: number): void {
  if (new Set(lines.map(({ sku }) => vendorOf(shipment, sku))).size <= 1) return
  throw invalid(`parcels.${index}`, 'several_vendors', 'a parcel has goods of one vendor')
}

function invalid(field: string, code: string, message: string) {
  return refuse('invalid_request', message, { errors: [{ field, code, message }] })
}

/** Which parcel takes which contents: those that hold them already first, the others in their order. */
function assign(here: readonly StoredParcel[], groups: readonly Group[]): Map<StoredParcel, Group> {
  const wanted = new Map<StoredParcel, Group>()
  for (const parcel of here) {
    const same = groups.find(
      (group) => ![...wanted.values()].includes(group) && holds(parcel, group.lines),
    )
    if (same) wanted.set(parcel, same)
  }
  const rest = groups.filter((group) => ![...wanted.values()].includes(group))
  for (const parcel of here) {
    if (wanted.has(parcel)) continue
    const next = rest.shift()
    if (next) wanted.set(parcel, next)
  }
  return wanted
}

function holds({ lines }: StoredParcel, wanted: readonly ParcelLine[]): boolean {
  const sums = sumLines(lines)
  return (
    sums.size === wanted.length && wanted.every(({ sku, quantity }) => sums.get(sku) === quantity)
  )
}

type Repacking = {
  readonly parcel: StoredParcel
  readonly index: number
  readonly group: Group | undefined
  readonly now: string
}

function repacked(shipment: LiveShipment, { parcel, index, group, now }: Repacking): StoredParcel {
  if (!group) {
    const { heldAt: _, ...rest } = renumbered(shipment, { parcel, index, now })
    return { ...rest, lines: [], weightGrams: 0, cancelledAt: now }
  }
  const isSame = holds(parcel, group.lines)
  if (isSame && group.hold === Boolean(parcel.heldAt)) return parcel
  const { heldAt: _, ...next } = renumbered(shipment, { parcel, index, now })
  const lines = [...group.lines]
  const held = group.hold && { heldAt: parcel.heldAt ?? now }
  return { ...next, lines, weightGrams: weightOf(shipment, lines), ...held }
}

/** The parcel under its next number, without a label. */
export function renumbered(
  { shipmentId }: LiveShipment,
  { parcel, index, now }: Omit<Repacking, 'group'>,
): StoredParcel {
  const { label, voided = [], trackingNumber, ...rest } = parcel
  const old = { trackingNumber, at: now, ...(label && { label }) }
  return {
    ...rest,
    trackingNumber: trackingNumberOf(shipmentId, index, voided.length + 1),
    addedAt: now,
    voided: [...voided, old],
  }
}

export function newParcel(
  shipment: LiveShipment,
  { index, group, now }: { index: number; group: Group; now: string },
): StoredParcel {
  const lines = [...group.lines]
  return {
    trackingNumber: trackingNumberOf(shipment.shipmentId, index),
    ...{ lines, weightGrams: weightOf(shipment, lines), addedAt: now },
    ...(group.hold && { heldAt: now }),
  }
}
