import { exchangeShipmentIdOf, reservationIdOfShipment } from '@comptoir/contracts/ids'
import { releaseReservation, sellStock } from '@comptoir/contracts/inventory/internal-routes'
import { createFurtherShipment } from '@comptoir/contracts/shipping/parcel-routes'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Deps } from '../../deps.ts'
import { exchangedLines, keptFor, recordExchange } from '../exchange.ts'
import { isInspected, type Return } from '../return.ts'

export type ExchangeDeps = Pick<Deps, 'orders' | 'returns' | 'inventory' | 'shipping' | 'clock'>

/**
 * Sends new goods for those that were accepted: stock first, then a parcel, each under an id of the return's, so that a repeat makes
 * no second one. What cannot be sent is written down, and the return gives the money back.
 */
export async function exchangeReturned(deps: ExchangeDeps, ret: Return): Promise<Return> {
  if (!isInspected(ret) || ret.exchange) return ret
  const goods = exchangedLines(ret)
  if (goods.length === 0) return ret
  const { orders, returns, inventory, shipping, clock } = deps
  const { returnId, orderId } = ret
  const order = (await orders.get(orderId))?.data
  if (!order) throw new Error(`order ${orderId} is not there`)
  const shipmentId = exchangeShipmentIdOf(returnId)
  const reservationId = reservationIdOfShipment(shipmentId)
  const lines = goods.map(({ quantity, exchange: { sku, title, weightGrams } }) => ({
    ...{ sku, quantity, title, weightGrams },
  }))
  const money = (amount: number) => ({ amount, currency: order.currency })
  const record = async (status: 'sent' | 'refused', reason?: string) => {
    const { kept, withheld } = status === 'sent' ? keptFor(order, ret) : { kept: 0, withheld: 0 }
    const exchange = {
      ...{ status, at: clock().toISOString(), kept: money(kept), withheld: money(withheld) },
      ...(status === 'sent' && { shipmentId }),
      ...(reason && { reason }),
    }
    return (await returns.change(returnId, (known) => recordExchange(known, exchange))).data
  }
  const stock = lines.map(({ sku, quantity }) => ({ sku, quantity }))
  const params = { reservationId }
  const sold = await inventory(sellStock, { params, body: { orderId, lines: stock } })
  if (sold.status !== 'committed') return await record('refused', 'out_of_stock')
  const body = { orderId, purpose: 'exchange' as const, lines, reservationId }
  try {
    await shipping(createFurtherShipment, { params: { shipmentId }, body })
  } catch (error) {
    // it will not be made by asking again
    if (!isRefusal(error, 'not_found') && !isRefusal(error, 'invalid_request')) throw error
    await inventory(releaseReservation, { params })
    return await record('refused', 'not_shippable')
  }
  return await record('sent')
}
