import { exchangeShipmentIdOf, reservationIdOfShipment } from '@comptoir/contracts/ids'
import { releaseReservation, sellStock } from '@comptoir/contracts/inventory/internal-routes'
import { createFurtherShipment } from '@comptoir/contracts/shipping/parcel-routes'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Deps } from '../../deps.ts'
import type { Order } from '../../order/order.ts'
import { exchangedLines, keptFor, recordExchange } from '../exchange.ts'
import type { Exchange, InspectedReturn, Return } from '../return.ts'

export type GoodsDeps = Pick<Deps, 'returns' | 'inventory' | 'shipping' | 'clock'>
export type Exchanging<R extends InspectedReturn = InspectedReturn> = {
  readonly order: Order
  readonly ret: R
}

const reservationOf = ({ returnId }: InspectedReturn) =>
  reservationIdOfShipment(exchangeShipmentIdOf(returnId))

/** Sells what replaces goods, all or nothing, under an id of the return's: false when it is not there. */
export async function sellGoods(
  { inventory }: GoodsDeps,
  { ret }: Pick<Exchanging, 'ret'>,
): Promise<boolean> {
  const lines = exchangedLines(ret).map(({ quantity, exchange: { sku } }) => ({ sku, quantity }))
  const params = { reservationId: reservationOf(ret) }
  const body = { orderId: ret.orderId, lines }
  return (await inventory(sellStock, { params, body })).status === 'committed'
}

/** Puts what was sold back on the shelf. */
export async function releaseGoods({ inventory }: GoodsDeps, ret: InspectedReturn): Promise<void> {
  await inventory(releaseReservation, { params: { reservationId: reservationOf(ret) } })
}

/** Makes the parcel of what was sold, under an id of the return's: false when none can be made, whoever asks again. */
export async function shipGoods(
  { shipping }: GoodsDeps,
  { order, ret }: Exchanging,
): Promise<boolean> {
  const lines = exchangedLines(ret).map(({ sku: replaced, quantity, exchange }) => {
    const { sku, title, weightGrams } = exchange
    // a variant of the same product: who sold the one sells the other
    const vendorId = order.lines.find((line) => line.sku === replaced)?.vendorId
    return { sku, quantity, title, weightGrams, ...(vendorId && { vendorId }) }
  })
  const { orderId, returnId } = ret
  const reservationId = reservationOf(ret)
  const body = { orderId, purpose: 'exchange' as const, lines, reservationId }
  const params = { shipmentId: exchangeShipmentIdOf(returnId) }
  try {
    await shipping(createFurtherShipment, { params, body })
    return true
  } catch (error) {
    if (!isRefusal(error, 'not_found') && !isRefusal(error, 'invalid_request')) throw error
    return false
  }
}

type End = Pick<Exchange, 'reason' | 'invoiceId'> & { readonly status: 'sent' | 'refused' }

/** Writes down what became of the exchange, with what stays with the shop of what was paid. */
export async function recordEnd(
  { returns, clock }: GoodsDeps,
  { order, ret }: Exchanging,
  { status, ...more }: End,
): Promise<Return> {
  const { returnId } = ret
  const money = (amount: number) => ({ amount, currency: order.currency })
  const { kept, withheld } = status === 'sent' ? keptFor(order, ret) : { kept: 0, withheld: 0 }
  const exchange = {
    ...{ ...ret.exchange, ...more, status, at: clock().toISOString() },
    ...{ kept: money(kept), withheld: money(withheld) },
    ...(status === 'sent' && { shipmentId: exchangeShipmentIdOf(returnId) }),
  }
  return (await returns.change(returnId, (known) => recordExchange(known, exchange))).data
}
