import type { Address } from '@comptoir/contracts/common'
import type {
  PickupChoice,
  PickupDecision,
  PickupPlace,
  PickupPoint,
} from '@comptoir/contracts/shipping/pickup-schemas'
import { addDays } from '@comptoir/money/working-days'
import { heaviestOf, zoneOf } from '../tariffs/shipping-rate.ts'
import { type Tariffs, tariffOf } from '../tariffs/tariff-book.ts'

/** The longest that a parcel travels before it would wait at the point, in days. */
const soonDays = 14

/**
 * Whether a point takes an order: it is there, open when the parcel comes, takes its weight, and lies in the zone that was priced.
 * An order goes to a pickup point in one parcel.
 */
export function decideChoice(
  book: Tariffs,
  { optionId, countryCode, postalCode, weightGrams }: PickupChoice,
  { point, today }: { readonly point: PickupPoint | undefined; readonly today: string },
): PickupDecision {
  if (!point) return { status: 'unknown' }
  if (!point.isOpen || isClosedFor(point, today)) return { status: 'closed' }
  const zoneId = zoneOf(book.zones, { countryCode, postalCode })?.zoneId
  if (!zoneId || zoneOf(book.zones, point.address)?.zoneId !== zoneId)
    return { status: 'other_zone' }
  const tariff = tariffOf(book, { optionId, zoneId })
  const heaviest = Math.min(point.maxParcelGrams, tariff ? heaviestOf(tariff) : 0)
  if (weightGrams > heaviest) return { status: 'too_heavy' }
  const { pointId, name, address } = point
  return { status: 'taken', point: { pointId, name, address } }
}

/** Closed from now until no parcel of today can wait there any more. */
const isClosedFor = ({ closures }: PickupPoint, today: string): boolean => {
  const last = addDays(today, soonDays)
  return closures.some(({ from, to }) => from <= today && to >= last)
}

/** The address on the label of a parcel that waits at a point for its recipient. */
export function addressAt({ name, address }: PickupPlace, recipient: Address): Address {
  const { recipient: who, phone, latin } = recipient
  return {
    ...{ recipient: who, company: name, ...address },
    ...(phone && { phone }),
    ...(latin?.recipient && { latin: { recipient: latin.recipient } }),
  }
}
