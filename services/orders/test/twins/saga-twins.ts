import {
  cancelInvoice,
  listTaxRates,
  readInvoiceOutcome,
  supplementInvoice,
} from '@comptoir/contracts/billing/routes'
import { checkVatId } from '@comptoir/contracts/billing/tax-routes'
import {
  checkAvailability,
  readReservation,
  releaseReservation,
  reserveStock,
  restockReturn,
  secureReservation,
  sellStock,
} from '@comptoir/contracts/inventory/internal-routes'
import type { ReservationOutcome, StockLine } from '@comptoir/contracts/inventory/schemas'
import { eraseGuestWishes } from '@comptoir/contracts/inventory/wish-routes'
import {
  cancelPayment,
  readPayment,
  refundReturn,
  requestFurtherPayment,
  retryPayment,
} from '@comptoir/contracts/payments/internal-routes'
import type { PaymentOutcome } from '@comptoir/contracts/payments/schemas'
import { createFurtherShipment } from '@comptoir/contracts/shipping/parcel-routes'
import {
  cancelShipment,
  quoteShipping,
  readShipmentOutcome,
} from '@comptoir/contracts/shipping/routes'
import { refuse } from '@comptoir/service/problems/refusal'
import { goodsShare } from '../../src/returns/return-refund.ts'
import { at } from '../samples.ts'
import { answer, clientTwin } from './client-twin.ts'
import type { Shop } from './shop.ts'

type Reserved = { outcome: ReservationOutcome; lines: StockLine[] }
const held = ['reserved', 'secured', 'committed']

/** Inventory: all or nothing, and each reservation once. */
export function stockTwin(shop: Shop) {
  const left = (sku: string) => shop.stock.get(sku) ?? 0
  const move = (lines: readonly StockLine[], sign: 1 | -1) => {
    for (const { sku, quantity } of lines) shop.stock.set(sku, left(sku) + sign * quantity)
  }
  const keep = (
    reservationId: string,
    status: ReservationOutcome['status'],
    lines: StockLine[],
  ) => {
    const known = { outcome: { reservationId, status }, lines }
    shop.reservations.set(reservationId, known)
    return known.outcome
  }
  const read = (reservationId: string): ReservationOutcome =>
    shop.reservations.get(reservationId)?.outcome ?? { reservationId, status: 'unknown' }
  function reserve(reservationId: string, lines: StockLine[]): Reserved['outcome'] {
    const known = shop.reservations.get(reservationId)
    if (known) return known.outcome
    const shortages = lines
      .filter(({ sku, quantity }) => quantity > left(sku))
      .map(({ sku, quantity }) => ({ sku, requested: quantity, available: left(sku) }))
    if (shortages.length > 0) return { reservationId, status: 'refused', shortages }
    move(lines, -1)
    return keep(reservationId, 'reserved', lines)
  }
  const inventory = clientTwin('inventory', shop, [
    answer(checkAvailability, ({ body: { skus } }) => ({
      items: skus.map((sku) => ({ sku, available: left(sku) })),
    })),
    answer(reserveStock, ({ params, body }) => reserve(params.reservationId, body.lines)),
    answer(secureReservation, ({ params: { reservationId }, body: { lines } }) => {
      const outcome = reserve(reservationId, lines)
      return held.includes(outcome.status) ? keep(reservationId, 'secured', lines) : outcome
    }),
    answer(sellStock, ({ params: { reservationId }, body: { lines } }) => {
      const outcome = reserve(reservationId, lines)
      return outcome.status === 'reserved' ? keep(reservationId, 'committed', lines) : outcome
    }),
    answer(restockReturn, ({ params: { returnId }, body }) => {
      const known = shop.restocked.get(returnId)
      if (!known) move(body.lines, 1)
      shop.restocked.set(returnId, known ?? body.lines)
      return { returnId, lines: known ?? body.lines }
    }),
    answer(eraseGuestWishes, ({ params: { emailKey } }) => {
      shop.calls.push(`forget wishes of ${emailKey}`)
      return undefined
    }),
    answer(readReservation, ({ params }) => read(params.reservationId)),
    answer(releaseReservation, ({ params: { reservationId } }) => {
      const known = shop.reservations.get(reservationId)
      if (known && held.includes(known.outcome.status)) move(known.lines, 1)
      return keep(reservationId, known ? 'released' : 'cancelled', known?.lines ?? [])
    }),
  ])
  return { inventory }
}

/** Payments and billing. */
export function moneyTwins(shop: Shop) {
  const eur = (amount: number) => ({ amount, currency: 'EUR' })
  const paymentOf = (paymentIntentId: string): PaymentOutcome => {
    const { payment: status } = shop
    if (status !== 'succeeded' && status !== 'refunded') return { paymentIntentId, status }
    const isBack = status === 'refunded'
    const nothing = { pendingTotal: eur(0), disputedTotal: eur(0), owedTotal: eur(0) }
    const refundedTotal = eur(isBack ? 2890 : 0)
    const sums = { captured: eur(2890), refundedTotal, ...nothing }
    return { paymentIntentId, status, sums, version: isBack ? 5 : 1 }
  }
  const { extra, supplements } = shop
  const waits = 'requires_payment_method' as const
  function keep(outcome: PaymentOutcome): PaymentOutcome {
    extra.set(outcome.paymentIntentId, outcome)
    return outcome
  }
  function endExtra(known: PaymentOutcome, refundId: string): PaymentOutcome {
    if (known.status === 'refunded') return known
    if (known.status !== 'succeeded') return keep({ ...known, status: 'cancelled' })
    if (shop.refundStatus === 'failed') return keep({ ...known, refundable: known.amount })
    shop.refunds.push(refundId)
    return keep({ ...known, status: 'refunded', refundable: eur(0) })
  }
  const payments = clientTwin('payments', shop, [
    answer(readPayment, ({ params: { paymentIntentId: id } }) => extra.get(id) ?? paymentOf(id)),
    answer(requestFurtherPayment, ({ params: { paymentIntentId, purpose }, body: { amount } }) => {
      const id = `${paymentIntentId}_${purpose}`
      return extra.get(id) ?? keep({ paymentIntentId: id, status: waits, amount })
    }),
    answer(retryPayment, ({ params, body }) => {
      const isTaken = body.paymentMethod.token === 'pm_card_visa'
      const known = extra.get(params.paymentIntentId)
      const attempt = Number(params.attempt)
      if (known) return keep({ ...known, attempt, status: isTaken ? 'succeeded' : 'failed' })
      shop.payment = body.paymentMethod.token === 'pm_card_visa' ? 'succeeded' : 'failed'
      return { ...paymentOf(params.paymentIntentId), attempt: Number(params.attempt) }
    }),
    answer(refundReturn, ({ params, body }) => {
      const { paymentIntentId, refundId } = params
      const payment = paymentOf(paymentIntentId)
      const known = shop.returnRefunds.get(refundId)
      const others = [...shop.returnRefunds.values()].filter(({ id }) => id !== refundId)
      const before = others.flatMap(({ lines = [] }) => lines)
      const goods = goodsShare({ lines: body.bought as never }, body.lines, before)
      const amount = eur(Math.max(0, goods + body.shipping - (body.withheld ?? 0)))
      const made = known ?? {
        ...{ id: refundId, paymentIntentId, orderId: 'ord_1', amount, lines: body.lines },
        ...{ reason: body.reason, status: shop.refundStatus, origin: 'staff', requestedAt: at },
      }
      if (amount.amount === 0 && !known) return { payment }
      const refund = made.status === 'pending' ? { ...made, status: shop.refundStatus } : made
      shop.returnRefunds.set(refundId, refund as never)
      const credited = shop.isCreditedBefore ? eur(0) : refund.amount
      return { payment, refund: { ...refund, credited } as never }
    }),
    answer(cancelPayment, ({ params, body }) => {
      const known = extra.get(params.paymentIntentId)
      if (known) return endExtra(known, body.refundId)
      if (shop.payment === 'succeeded') shop.refunds.push(body.refundId)
      if (shop.payment !== 'refunded') {
        shop.payment = shop.payment === 'succeeded' ? 'refunded' : 'cancelled'
      }
      return paymentOf(params.paymentIntentId)
    }),
  ])
  const invoiceOf = (invoiceId: string) => ({
    invoiceId,
    status: shop.invoice,
    ...(shop.invoice === 'finalised' && { number: 'FA-2026-000001' }),
    ...(shop.creditNotes.length > 0 && {
      creditNotes: shop.creditNotes.map((creditNoteId) => ({ creditNoteId, number: 'AV-1' })),
    }),
  })
  const rate = { countryCode: 'FR', taxClass: 'standard', rateBps: 2000, validFrom: '2014-01-01' }
  const billing = clientTwin('billing', shop, [
    answer(checkVatId, () => shop.vatId),
    answer(listTaxRates, () => ({ rates: [rate], settings: shop.taxSettings })),
    answer(readInvoiceOutcome, ({ params }) => invoiceOf(params.invoiceId)),
    answer(supplementInvoice, ({ params: { invoiceId }, body: { order, paidAt } }) => {
      const status = paidAt ? ('finalised' as const) : ('draft' as const)
      supplements.set(invoiceId, { status, total: order.totals.grandTotal.amount })
      return { invoiceId, status, ...(paidAt && { number: 'FA-2026-000002' }) }
    }),
    answer(cancelInvoice, ({ params }) => {
      const beside = supplements.get(params.invoiceId)
      if (beside) supplements.set(params.invoiceId, { ...beside, status: 'voided' })
      if (beside) return { invoiceId: params.invoiceId, status: 'voided' as const }
      shop.invoice = shop.invoice === 'finalised' ? 'credited' : 'voided'
      return invoiceOf(params.invoiceId)
    }),
  ])
  return { payments, billing }
}

export function fulfilmentTwins(shop: Shop) {
  const parcelOf = (shipmentId: string) => ({
    ...{ shipmentId, status: shop.further.get(shipmentId) ?? shop.parcel },
  })
  const shipping = clientTwin('shipping', shop, [
    answer(quoteShipping, () => ({ options: shop.options })),
    answer(readShipmentOutcome, ({ params }) => parcelOf(params.shipmentId)),
    answer(createFurtherShipment, ({ params: { shipmentId }, body }) => {
      if (shop.parcel === 'unknown') throw refuse('not_found', 'the order has no shipment')
      shop.further.set(shipmentId, shop.further.get(shipmentId) ?? 'pending')
      const { lines } = body
      return { shipmentId, parcels: [{ trackingNumber: `T-${shipmentId}`, lines }] } as never
    }),
    answer(cancelShipment, ({ params }) => {
      const { shipmentId } = params
      const status = shop.further.get(shipmentId)
      if (status) shop.further.set(shipmentId, status === 'pending' ? 'cancelled' : status)
      if (status) return parcelOf(shipmentId)
      if (['unknown', 'pending', 'label_created'].includes(shop.parcel)) shop.parcel = 'cancelled'
      return parcelOf(params.shipmentId)
    }),
  ])
  return { shipping }
}
