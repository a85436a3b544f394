import type { SoldGoods } from '@comptoir/contracts/orders/schemas'
import type { ParcelLine } from '@comptoir/contracts/shipping/schemas'
import { activeEdit } from '../edits/active-edit.ts'
import { move, type Order } from '../order/order.ts'

type Parcel = Order['parcels'][number]

/** The parcels that bring what was ordered: not those of a return or an exchange, nor those that were cancelled. */
const outboundOf = ({ parcels }: Pick<Order, 'parcels'>): Parcel[] =>
  parcels.filter(
    ({ purpose = 'order', status }) =>
      (purpose === 'order' || purpose === 'resend') && status !== 'cancelled',
  )

const leftAt = ({ handedOverAt, deliveredAt }: Parcel): string | undefined =>
  handedOverAt ?? deliveredAt

/** It arrived, or what follows instead is done; another one that is sent is waited for by itself, once it is known. */
function settledAt(parcel: Parcel, { parcels }: Pick<Order, 'parcels'>): string | undefined {
  const { deliveredAt, resolution } = parcel
  if (deliveredAt) return deliveredAt
  if (resolution?.status !== 'done') return undefined
  const isKnown = parcels.some(({ shipmentId }) => shipmentId === resolution.shipmentId)
  return resolution.kind !== 'resend' || isKnown ? resolution.at : undefined
}

/** How far the parcels of an order are, with the moments in their order. */
export function parcelProgress(order: Pick<Order, 'parcels'>) {
  const outbound = outboundOf(order)
  const left = outbound.flatMap((parcel) => leftAt(parcel) ?? []).toSorted()
  const arrived = outbound.flatMap(({ deliveredAt }) => deliveredAt ?? []).toSorted()
  const settled = outbound.flatMap((parcel) => settledAt(parcel, order) ?? []).toSorted()
  const isGone = (parcel: Parcel) => leftAt(parcel) ?? settledAt(parcel, order)
  const hasSome = outbound.length > 0
  return {
    ...{ left, arrived, settled },
    allLeft: hasSome && outbound.every(isGone),
    allSettled: hasSome && settled.length === outbound.length,
  }
}

/**
 * After `processing` the order goes where its parcels are: partially shipped when the first has left, shipped when all have,
 * delivered when each line has arrived, was refunded or is written off. A delivery that is recorded first means that the
 * parcel was shipped.
 */
export function followParcels(order: Order): Order {
  const { left, arrived, settled, allLeft, allSettled } = parcelProgress(order)
  const [firstLeft, lastLeft] = [left[0], left.at(-1)]
  const [firstArrived, lastSettled] = [arrived[0], settled.at(-1)]
  let next = order
  if (next.status === 'processing' && firstLeft && !allLeft)
    next = move(next, 'partially_shipped', { at: firstLeft })
  if ((next.status === 'processing' || next.status === 'partially_shipped') && allLeft && lastLeft)
    next = move(next, 'shipped', { at: lastLeft })
  if (next.status === 'processing') return next
  const mayArrive = isOneOf(next, ['partially_shipped', 'shipped', 'partially_delivered'])
  if (mayArrive && allSettled && lastSettled) return move(next, 'delivered', { at: lastSettled })
  if (isOneOf(next, ['partially_shipped', 'shipped']) && firstArrived)
    return move(next, 'partially_delivered', { at: firstArrived })
  return next
}

const isOneOf = ({ status }: Order, statuses: readonly Order['status'][]): boolean =>
  statuses.includes(status)

/** What events say of the parcels: which lines have left and arrived so far, when the last one arrived, and what vendors sold. */
export function parcelsFact(order: Order) {
  const outbound = outboundOf(order)
  const isTold = outbound.length > 0 && outbound.every(({ lines }) => lines)
  const isReplaced = ({ resolution }: Parcel) =>
    resolution?.kind === 'resend' && resolution.status === 'done'
  const lastDeliveredAt = parcelProgress(order).arrived.at(-1)
  const goods = goodsOf(order)
  return {
    ...(isTold && {
      left: linesOf(outbound.filter((parcel) => leftAt(parcel) && !isReplaced(parcel))),
      delivered: linesOf(outbound.filter(({ deliveredAt }) => deliveredAt)),
    }),
    ...(lastDeliveredAt && { lastDeliveredAt }),
    ...(goods.lines.some(({ vendorId }) => vendorId !== undefined) && { goods }),
  }
}

/**
 * What was sold and by whom: once its first parcel has left, nothing edits an order any more. What an edit that is decided brings is in
 * that parcel, though papers may still be made before the order has it.
 */
function goodsOf(order: Order): SoldGoods {
  const edit = activeEdit(order)
  const { lines, totals } = edit?.decision === 'apply' ? edit.preview : order
  return { total: totals.grandTotal, lines: lines.map(soldLineOf) }
}

const soldLineOf = (line: Order['lines'][number]): SoldGoods['lines'][number] => {
  const { sku, quantity, gross, net, vendorId, commissionBps } = line
  return {
    ...{ sku, quantity, gross, net },
    ...(vendorId !== undefined && { vendorId }),
    ...(commissionBps !== undefined && { commissionBps }),
  }
}

function linesOf(parcels: readonly Parcel[]): ParcelLine[] {
  const sums = new Map<string, number>()
  for (const { sku, quantity } of parcels.flatMap(({ lines = [] }) => lines))
    sums.set(sku, (sums.get(sku) ?? 0) + quantity)
  return [...sums].map(([sku, quantity]) => ({ sku, quantity }))
}
