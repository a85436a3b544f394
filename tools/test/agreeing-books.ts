import type { Books } from '../src/reconcile/read-books.ts'
import { totalsOf } from './totals.ts'

const at = '2026-11-21T10:00:00.000Z'
const eur = (amount: number) => ({ amount, currency: 'EUR' })
const totals = totalsOf(3_000)
const lines = [
  { sku: 'MUG', quantity: 2, discounts: [{ promotionId: 'promo_1', amount: eur(500) }] },
]
const use = { promotionId: 'promo_1', code: 'WELCOME10', amount: eur(500) }

function order(name: string, status: string, rest: object) {
  return {
    orderId: `ord_${name}`,
    number: name,
    status,
    statusSince: at,
    placedAt: at,
    currency: 'EUR',
    history: [{ at }],
    ...{ lines, totals, payment: {}, promotions: [use] },
    ...rest,
  }
}

function invoice(orderName: string, kind: 'inv' | 'cn', rest: object) {
  return { invoiceId: `${kind}_${orderName}`, orderId: `ord_${orderName}`, totals, ...rest }
}

const movement = (movementId: string, type: string, quantity: number, reference: string) => ({
  ...{ movementId, sku: 'MUG', type, quantity, reference },
})
const charge = (name: string, kind: 'charge' | 'refund') => ({
  ...{ kind, paymentIntentId: `pi_${name}`, amount: 3000, currency: 'EUR' },
})
const payment = (name: string, refunded: number) => ({
  ...{ id: `pi_${name}`, orderId: `ord_${name}` },
  ...{ captured: eur(3000), refunded: eur(refunded), disputed: eur(0) },
  ...{ refunds: [], disputes: [] },
})

const parcel = (quantity: number) => ({ trackingNumber: 'CP', lines: [{ sku: 'MUG', quantity }] })
const shipment = (name: string, status: string, parcels: object[]) => ({
  ...{
    shipmentId: `shp_${name}`,
    orderId: `ord_${name}`,
    purpose: 'order',
    status,
    parcels,
    lines,
  },
})

/** Books that agree: one order was delivered, one cancelled after it had been invoiced, one waits for its payment. */
export function agreeingBooks(): Books {
  const books: unknown = {
    readAt: new Date('2026-11-21T10:10:00.000Z'),
    orders: [
      order('a', 'delivered', { paymentStatus: 'paid', invoice: { number: 'FA-2026-000001' } }),
      order('b', 'cancelled', {
        paymentStatus: 'refunded',
        invoice: { number: 'FA-2026-000002', creditNotes: [{ number: 'AV-2026-000001' }] },
      }),
      order('c', 'awaiting_payment', { paymentStatus: 'unpaid', invoice: {} }),
    ],
    ledger: [charge('a', 'charge'), charge('b', 'charge'), charge('b', 'refund')],
    payments: [payment('a', 0), payment('b', 3000)],
    reservations: [
      { reservationId: 'res_a', status: 'committed' },
      { reservationId: 'res_b', status: 'restocked' },
      { reservationId: 'res_c', status: 'reserved' },
    ],
    redemptions: [
      { orderId: 'ord_a', status: 'confirmed', redemptions: [use] },
      { orderId: 'ord_b', status: 'released', redemptions: [use] },
      { orderId: 'ord_c', status: 'reserved', redemptions: [use] },
    ],
    promotions: [
      {
        ...{ promotionId: 'promo_1', confirmed: 1, reserved: 1 },
        ...{ confirmedAmounts: [eur(500)], reservedAmounts: [eur(500)] },
      },
    ],
    stock: [
      {
        item: { sku: 'MUG', onHand: 7, reserved: 2 },
        movements: [
          movement('1', 'receipt', 10, ''),
          movement('2', 'sale', -2, 'ord_a'),
          movement('3', 'sale', -2, 'ord_b'),
          movement('4', 'return', 2, 'ord_b'),
          movement('5', 'sale', -1, 'ord_a'),
        ],
      },
    ],
    invoices: [
      invoice('a', 'inv', { number: 'FA-2026-000001', status: 'finalised', pdf: {} }),
      invoice('b', 'inv', { number: 'FA-2026-000002', status: 'credited', pdf: {} }),
      invoice('c', 'inv', { status: 'draft' }),
    ],
    creditNotes: [invoice('b', 'cn', { number: 'AV-2026-000001', status: 'finalised', pdf: {} })],
    shipments: [
      shipment('a', 'delivered', [
        { ...parcel(1), status: 'delivered' },
        { ...parcel(1), status: 'lost', resolution: { kind: 'resend', status: 'done' } },
      ]),
      {
        ...shipment('a', 'delivered', [{ ...parcel(1), status: 'delivered' }]),
        ...{ shipmentId: 'shp_a_r2', purpose: 'resend', reservationId: 'res_a_r2' },
        ...{ replaces: { shipmentId: 'shp_a', parcel: 2 } },
        lines: parcel(1).lines,
      },
      shipment('b', 'cancelled', [{ ...parcel(2), status: 'cancelled' }]),
    ],
    consumption: [
      {
        service: 'billing',
        unsent: 0,
        producers: [{ producer: 'orders', position: '1-0', behind: 2, waiting: 0 }],
      },
    ],
    returns: [],
    withdrawals: [],
    payouts: [],
    payoutLines: [],
    vendors: [],
    deadLetters: [],
    silent: [],
    unreadable: [],
  }
  return books as Books
}
