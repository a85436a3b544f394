import type { Invoice } from '@comptoir/contracts/billing/schemas'
import {
  invoiceIdOf,
  orderIdOf,
  paymentIntentIdOf,
  reservationIdOf,
  shipmentIdOf,
} from '@comptoir/contracts/ids'
import type { ReservationOutcome } from '@comptoir/contracts/inventory/schemas'
import type { Return } from '@comptoir/contracts/orders/return-schemas'
import type { Order } from '@comptoir/contracts/orders/view'
import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import type { OrderRedemptions } from '@comptoir/contracts/promotions/redemption-routes'
import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import type { LedgerLine } from './provider-books.ts'
import type { Books } from './read-books.ts'

/** All that is known of one order, from every service and from the provider. */
export type OrderFile = {
  readonly order: Order
  readonly stage: 'open' | 'confirmed' | 'fulfilled' | 'ended'
  readonly lines: readonly LedgerLine[]
  readonly payment?: PaymentIntent | undefined
  readonly reservation: ReservationOutcome['status']
  /** What left the shelves for it, by SKU; negative. */
  readonly moved: ReadonlyMap<string, number>
  /** The one that counts: an edit replaces it by another. */
  readonly invoice?: Invoice | undefined
  /** All of them, with those that were replaced. */
  readonly invoices: readonly Invoice[]
  readonly creditNotes: readonly Invoice[]
  readonly shipment?: Shipment | undefined
  /** Those that followed the first one. */
  readonly further: readonly Shipment[]
  readonly redemption?: OrderRedemptions | undefined
  readonly returns: readonly Return[]
  /** What its returns put on the shelves again, by return and SKU. */
  readonly shelved: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** The SKUs that have a shelf. */
  readonly stocked: ReadonlySet<string>
}

/** Opens one file for each order. */
export function openFiles(books: Books): OrderFile[] {
  const payments = new Map(books.payments.map((one) => [one.id, one]))
  const lines = Map.groupBy(books.ledger, (line) => orderPaymentOf(line.paymentIntentId))
  const invoices = Map.groupBy(books.invoices, (one) => one.orderId)
  const creditNotes = Map.groupBy(books.creditNotes, (one) => one.orderId)
  const shipments = new Map(books.shipments.map((one) => [one.shipmentId, one]))
  const ofOrder = Map.groupBy(books.shipments, (one) => one.orderId)
  const reservations = new Map(books.reservations.map((one) => [one.reservationId, one.status]))
  const redemptions = new Map(books.redemptions.map((one) => [one.orderId, one]))
  const movements = Map.groupBy(
    books.stock.flatMap((account) => account.movements),
    ({ reference }) => reference,
  )
  const returns = Map.groupBy(books.returns, (one) => one.orderId)
  const shelved = shelvedByOrder(movements)
  const stocked = new Set(books.stock.map(({ item }) => item.sku))
  return books.orders.map((order) => {
    const { orderId } = order
    const paymentId = paymentIntentIdOf(orderId)
    const own = invoices.get(orderId) ?? []
    return {
      order,
      stage: stageOf(order),
      lines: lines.get(paymentId) ?? [],
      payment: payments.get(paymentId),
      reservation: reservations.get(reservationIdOf(orderId)) ?? 'unknown',
      moved: sumBySku(movements.get(orderId) ?? []),
      invoice: lastInvoice(own, invoiceIdOf(orderId)),
      invoices: own,
      creditNotes: creditNotes.get(orderId) ?? [],
      shipment: shipments.get(shipmentIdOf(orderId)),
      further: (ofOrder.get(orderId) ?? []).filter(
        ({ shipmentId }) => shipmentId !== shipmentIdOf(orderId),
      ),
      redemption: redemptions.get(orderId),
      returns: returns.get(orderId) ?? [],
      shelved: shelved.get(orderId) ?? new Map(),
      stocked,
    }
  })
}

type Moved = { readonly sku: string; readonly quantity: number }

/** What was put on the shelves under the ids of returns, by order. */
function shelvedByOrder(movements: ReadonlyMap<string | undefined, readonly Moved[]>) {
  const ofReturns = [...movements].flatMap(([reference, moved]) =>
    reference?.startsWith('ret_') ? [[reference, sumBySku(moved)] as const] : [],
  )
  const byOrder = Map.groupBy(ofReturns, ([returnId]) => orderIdOf(returnId))
  return new Map([...byOrder].map(([orderId, own]) => [orderId, new Map(own)]))
}

/** Follows from the first invoice of an order to the one that replaced the others. */
function lastInvoice(invoices: readonly Invoice[], id: string): Invoice | undefined {
  const found = invoices.find(({ invoiceId }) => invoiceId === id)
  const next = found?.replacedBy
  return next === undefined ? found : (lastInvoice(invoices, next) ?? found)
}

/** An edit that was confirmed holds the order: its money and goods move. */
export const isEditing = ({ edits = [] }: Order): boolean =>
  edits.some(({ status }) => status === 'applying' || status === 'awaiting_payment')

/** Dearer goods of an exchange are held until they are paid for, or will not be: money, goods and papers of the order move. */
export const isExchanging = ({ returns }: Pick<OrderFile, 'returns'>): boolean =>
  returns.some(({ exchange }) => exchange?.status === 'awaiting_payment')

/** Something moves: what is held against each other is not still. */
export const isMoving = (file: OrderFile): boolean => isEditing(file.order) || isExchanging(file)

/** Goods of the order have left. */
export const leftStatuses: ReadonlySet<string> = new Set([
  ...['partially_shipped', 'shipped', 'partially_delivered', 'delivered', 'completed'],
])

/** The same, also while the order is still on its way to say so. */
export const hasLeft = ({ order }: Pick<OrderFile, 'order'>): boolean =>
  leftStatuses.has(order.status) || leftParcelsOf(order).length > 0

/** Parcels on their way, or that arrived, with goods of the order: neither a return's nor an exchange's. */
export const leftParcelsOf = ({ parcels }: Order): Order['parcels'] =>
  parcels.filter(
    ({ handedOverAt, deliveredAt, purpose = 'order' }) =>
      (handedOverAt ?? deliveredAt) !== undefined && (purpose === 'order' || purpose === 'resend'),
  )

/** The payment of the order that a further payment belongs to. */
const orderPaymentOf = (paymentIntentId: string) => paymentIntentIdOf(orderIdOf(paymentIntentId))

function stageOf({ status }: Order): OrderFile['stage'] {
  if (status === 'pending' || status === 'awaiting_payment') return 'open'
  if (status === 'confirmed') return 'confirmed'
  return ['rejected', 'expired', 'cancelled'].includes(status) ? 'ended' : 'fulfilled'
}

/** Quantities by SKU. */
export function sumBySku(
  lines: readonly { readonly sku: string; readonly quantity: number }[],
): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity)
  return sums
}

/** When anything last happened to the order or one of its returns. */
export const lastChangeOf = ({ order, returns }: OrderFile): number => {
  const { history, placedAt } = order
  const ends = returns.flatMap((ret) => ret.history.at(-1)?.at ?? [])
  return Math.max(...[history.at(-1)?.at ?? placedAt, ...ends].map((at) => Date.parse(at)))
}
