import type { PlaceOrder } from '@comptoir/contracts/orders/view'
import { choosePickupPoint } from '@comptoir/contracts/shipping/pickup-routes'
import type { PickupDecision, PickupPlace } from '@comptoir/contracts/shipping/pickup-schemas'
import type { ShippingOption } from '@comptoir/contracts/shipping/schemas'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { refuse } from '@comptoir/service/problems/refusal'

type Chosen = {
  readonly body: Pick<PlaceOrder, 'pickupPointId' | 'shippingAddress'>
  readonly option: Pick<ShippingOption, 'optionId' | 'kind'>
  readonly weightGrams: number
}

const refusals: Readonly<Record<Exclude<PickupDecision['status'], 'taken'>, string>> = {
  unknown: 'there is no such pickup point',
  closed: 'the pickup point is closed: choose another one',
  too_heavy: 'the pickup point does not take so much weight',
  other_zone: 'the pickup point is not where the price is for: choose one near the address',
}

/**
 * The pickup point of an order, checked by shipping; none for an option to the door. Refuses one that is missing, that does not
 * take the order, or that the option does not have, naming the field.
 */
export async function pickupPointFor(
  shipping: Client,
  { body, option, weightGrams }: Chosen,
): Promise<PickupPlace | undefined> {
  const { pickupPointId: pointId, shippingAddress } = body
  if (option.kind !== 'pickup') {
    if (pointId) throw notTaken('no_pickup_option', 'the shipping option brings it to the address')
    return undefined
  }
  if (!pointId) throw notTaken('required', 'choose a pickup point')
  const { phone, countryCode, postalCode } = shippingAddress
  if (!phone) {
    const message = 'the pickup point calls when the parcel is there'
    throw invalid('shippingAddress.phone', 'required', message)
  }
  const { optionId } = option
  const { status, point } = await shipping(choosePickupPoint, {
    body: { pointId, optionId, countryCode, postalCode, weightGrams },
    retry: true,
  })
  if (status === 'taken' && point) return point
  throw notTaken(status, refusals[status === 'taken' ? 'unknown' : status])
}

const notTaken = (code: string, message: string) => invalid('pickupPointId', code, message)

function invalid(field: string, code: string, message: string) {
  return refuse('invalid_request', message, { errors: [{ field, code, message }] })
}
