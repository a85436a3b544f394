import { returnIdOfShipment } from '@comptoir/contracts/ids'
import { createFurtherShipment } from '@comptoir/contracts/shipping/parcel-routes'
import { cancelShipment } from '@comptoir/contracts/shipping/routes'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Deps } from '../../deps.ts'
import type { Return } from '../return.ts'
import {
  askLabel,
  awaitsLabel,
  awaitsVoid,
  followLabel,
  type LabelSettings,
  owesLabel,
  recordLabel,
} from '../return-label.ts'

export type LabelDeps = Pick<Deps, 'returns' | 'shipping' | 'clock' | 'settings'>

/** Gives a return the label that it asked for, or that the shop owes it: a shipment under an id of the return's, made once. */
export async function arrangeLabel(deps: LabelDeps, ret: Return): Promise<Return> {
  const { returns, shipping, clock } = deps
  const now = () => clock().toISOString()
  const { returnId, orderId } = ret
  const terms = deps.settings().returns
  const asked = owesLabel(ret, terms)
    ? (await returns.change(returnId, (known) => askOnce(known, terms, now()))).data
    : ret
  if (!awaitsLabel(asked) || !('label' in asked) || !asked.label) return asked
  const lines = asked.lines.map(({ sku, quantity }) => ({ sku, quantity }))
  const { shipmentId } = asked.label
  const body = { orderId, purpose: 'return' as const, lines }
  const answer = await shipping(createFurtherShipment, { params: { shipmentId }, body }).catch(
    (error: unknown) => {
      // it will not be made by asking again
      if (isRefusal(error, 'not_found') || isRefusal(error, 'invalid_request')) return undefined
      throw error
    },
  )
  const trackingNumbers = answer?.parcels.map(({ trackingNumber }) => trackingNumber)
  const change = (known: Return) =>
    trackingNumbers
      ? recordLabel(known, 'ready', { at: now(), trackingNumbers })
      : recordLabel(known, 'refused', { at: now(), reason: 'not_shippable' })
  return (await returns.change(returnId, change)).data
}

/** It may have been cancelled or sent meanwhile. */
const askOnce = (ret: Return, settings: LabelSettings, at: string): Return =>
  owesLabel(ret, settings) ? askLabel(ret, { ...settings, at, by: 'system' }) : ret

/** Nothing comes with the label any more: its shipment is cancelled, unless a parcel has left with it. */
export async function voidLabel(deps: LabelDeps, ret: Return): Promise<Return> {
  if (!awaitsVoid(ret) || !('label' in ret) || !ret.label) return ret
  const { returnId, orderId, label } = ret
  const params = { shipmentId: label.shipmentId }
  const body = { orderId, reason: `return ${returnId}` }
  const { status } = await deps.shipping(cancelShipment, { params, body })
  const at = deps.clock().toISOString()
  const now = status === 'cancelled' || status === 'unknown' ? 'cancelled' : 'used'
  return (await deps.returns.change(returnId, (known) => recordLabel(known, now, { at }))).data
}

type Scanned = {
  readonly shipmentId: string
  readonly purpose?: string | undefined
  readonly status: 'in_transit' | 'delivered'
  readonly at: string
}

/** What a carrier says of the parcels of a return moves it, and wakes its saga. Parcels of anything else are none of its. */
export async function followReturn(
  { returns, sagas }: Pick<Deps, 'returns'> & { sagas: Pick<Deps['sagas'], 'signalReturn'> },
  { shipmentId, purpose, status, at }: Scanned,
): Promise<void> {
  const returnId = purpose === 'return' ? returnIdOfShipment(shipmentId) : undefined
  if (!returnId || !(await returns.get(returnId))) return
  const { data } = await returns.change(returnId, (ret) => followLabel(ret, { status, at }))
  await sagas.signalReturn(data)
}
