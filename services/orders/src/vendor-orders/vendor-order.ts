import type { OrderStatus } from '@comptoir/contracts/orders/schemas'
import type { VendorOrder } from '@comptoir/contracts/orders/vendors/routes'
import { confirmedAtOf, type Order } from '../order/order.ts'

/** The vendors of an order that was confirmed: before that it is nobody's to prepare. */
export const vendorsOf = (order: Order): string[] =>
  confirmedAtOf(order) === undefined
    ? []
    : [...new Set(order.lines.flatMap(({ vendorId }) => vendorId ?? []))]

/** Goods are to be sent, or are on their way. */
const travelling: ReadonlySet<OrderStatus> = new Set([
  ...(['confirmed', 'processing', 'partially_shipped', 'shipped', 'partially_delivered'] as const),
])

/** The part of an order that a vendor sells; nothing where it sells none of it, or the order was never confirmed. */
export function vendorPart(order: Order, vendorId: string): VendorOrder | undefined {
  const confirmedAt = confirmedAtOf(order)
  const own = order.lines.filter((line) => line.vendorId === vendorId)
  if (confirmedAt === undefined || own.length === 0) return undefined
  const { orderId, number, status, placedAt, currency, shippingAddress, shippingLine } = order
  const isTravelling = travelling.has(status)
  const { pickupPoint } = shippingLine
  return {
    ...{ orderId, number, vendorId, status, placedAt, confirmedAt },
    lines: own.map(lineOf),
    gross: { amount: own.reduce((sum, { gross }) => sum + gross.amount, 0), currency },
    parcels: parcelsOf(order, new Set(own.map(({ sku }) => sku))),
    ...(isTravelling && { shipTo: shippingAddress }),
    ...(isTravelling && pickupPoint && { pickupPoint }),
  }
}

function lineOf(line: Order['lines'][number]): VendorOrder['lines'][number] {
  const { sku, productId, title, quantity, unitPrice, vatRateBps } = line
  const { gross, net, vat, commissionBps } = line
  return {
    ...{ sku, productId, title, quantity, unitPrice, vatRateBps, gross, net, vat },
    ...(commissionBps !== undefined && { commissionBps }),
  }
}

/** The parcels with something of it, and of each what is the vendor's. Parcels of before several were told have no lines. */
function parcelsOf({ parcels }: Order, skus: ReadonlySet<string>): VendorOrder['parcels'] {
  return parcels.flatMap(({ trackingNumber, status, lines = [], handedOverAt, deliveredAt }) => {
    const own = lines.filter(({ sku }) => skus.has(sku))
    if (own.length === 0) return []
    return [
      {
        ...{ status, lines: own },
        ...(trackingNumber && { trackingNumber }),
        ...(handedOverAt && { handedOverAt }),
        ...(deliveredAt && { deliveredAt }),
      },
    ]
  })
}
