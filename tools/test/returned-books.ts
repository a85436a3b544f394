import type { Books } from '../src/reconcile/read-books.ts'
import { agreeingBooks } from './agreeing-books.ts'
import { totalsOf } from './totals.ts'

const at = '2026-11-21T10:00:00.000Z'
const eur = (amount: number) => ({ amount, currency: 'EUR' })
const cups = (quantity: number) => [{ sku: 'CUP', quantity }]
const creditNote = { creditNoteId: 'cn_r_r1', number: 'AV-2026-000002' }

const order = {
  ...{ orderId: 'ord_r', number: 'r', status: 'delivered', statusSince: at, placedAt: at },
  ...{ currency: 'EUR', history: [{ at }], payment: {}, promotions: [] },
  lines: [{ ...cups(3)[0], gross: eur(2_500), discounts: [] }],
  shippingLine: { gross: eur(500) },
  totals: totalsOf(3_000),
  paymentStatus: 'partially_refunded',
  invoice: { number: 'FA-2026-000003', creditNotes: [{ number: creditNote.number }] },
  returns: [
    { returnId: 'ret_r_1', kind: 'withdrawal', status: 'done', lines: cups(2) },
    { returnId: 'ret_r_2', kind: 'return', status: 'ended', lines: cups(1) },
  ],
}

const about = { orderId: 'ord_r', requestedAt: at, statusSince: at, history: [{ at }] }
const returns = [
  {
    ...{ ...about, returnId: 'ret_r_1', kind: 'withdrawal', status: 'closed', lines: cups(2) },
    approval: { at, by: 'system', dueAt: '2026-12-05T10:00:00.000Z' },
    inspection: { at, lines: [{ sku: 'CUP', restock: 1, scrap: 1, refuse: 0 }] },
    restocked: { at, lines: cups(1) },
    refund: { refundId: 'rf_r_r1', amount: eur(1_667), status: 'succeeded', at },
    creditNote,
  },
  { ...about, returnId: 'ret_r_2', kind: 'return', status: 'cancelled', lines: cups(1) },
]

const ledgerLine = (kind: string, amount: number) => ({
  ...{ kind, paymentIntentId: 'pi_r', amount, currency: 'EUR' },
})
const movement = (movementId: string, type: string, quantity: number, reference: string) => ({
  ...{ movementId, sku: 'CUP', type, quantity, reference },
})

type Lists = Record<'orders' | 'returns' | 'withdrawals' | Ledgers, object[]>
type Ledgers = 'ledger' | 'payments' | 'reservations' | 'stock' | Papers
type Papers = 'invoices' | 'creditNotes' | 'shipments'

/** Books that agree, with an order of which two of three cups came back by a withdrawal: one on the shelf again, one written off. */
export function returnedBooks(): Books {
  const books = agreeingBooks() as unknown as Lists
  const add = (list: keyof Lists, ...entries: object[]) => books[list].push(...entries)
  add('orders', structuredClone(order))
  add('returns', ...structuredClone(returns))
  add('withdrawals', {
    ...{ withdrawalId: 'wdr_1', status: 'confirmed', declaredAt: at, confirmedAt: at },
    orderNumber: 'CMD-0000-0009',
    outcome: { kind: 'return', orderId: 'ord_r', returnId: 'ret_r_1' },
  })
  add('ledger', ledgerLine('charge', 3_000), ledgerLine('refund', 1_667))
  add('payments', {
    ...{ id: 'pi_r', orderId: 'ord_r', captured: eur(3_000), refunded: eur(1_667) },
    ...{ disputed: eur(0), disputes: [] },
    refunds: [{ id: 'rf_r_r1', amount: eur(1_667), status: 'succeeded', origin: 'staff' }],
  })
  add('reservations', { reservationId: 'res_r', status: 'committed' })
  add('stock', {
    item: { sku: 'CUP', onHand: 8, reserved: 0 },
    movements: [
      movement('1', 'receipt', 10, ''),
      movement('2', 'sale', -3, 'ord_r'),
      movement('3', 'return', 1, 'ret_r_1'),
    ],
  })
  const paper = { orderId: 'ord_r', pdf: {} }
  add('invoices', {
    ...{ ...paper, invoiceId: 'inv_r', number: 'FA-2026-000003', status: 'finalised' },
    totals: totalsOf(3_000),
  })
  add('creditNotes', {
    ...{ ...paper, invoiceId: 'cn_r_r1', number: creditNote.number, status: 'finalised' },
    totals: totalsOf(1_667),
  })
  add('shipments', {
    ...{ shipmentId: 'shp_r', orderId: 'ord_r', purpose: 'order', status: 'delivered' },
    parcels: [{ trackingNumber: 'CR', status: 'delivered', lines: cups(3) }],
    lines: cups(3),
  })
  return books as unknown as Books
}
