import { orderIdOf } from '@comptoir/contracts/ids'
import { formatMoney, money } from '@comptoir/money'
import type { Discrepancy, TimeLimits } from './discrepancy.ts'
import { isEditing, lastChangeOf, type OrderFile, openFiles } from './order-file.ts'
import type { LedgerLine } from './provider-books.ts'
import type { Books } from './read-books.ts'
import { deliveryFaults } from './rules/delivery-rule.ts'
import { goodsFaults } from './rules/fulfilment-rule.ts'
import { invoiceFaults } from './rules/invoice-rule.ts'
import { type Claim, claimsOf, explainedBy, netOf } from './rules/money-of-order.ts'
import { moneyFaults } from './rules/money-rule.ts'
import { numberFaults } from './rules/number-rule.ts'
import { payoutFaults } from './rules/payout-rule.ts'
import { stuckFaults } from './rules/progress-rule.ts'
import { countFaults, promotionFaults } from './rules/promotion-rule.ts'
import { returnFaults } from './rules/return-rule.ts'
import { stockFaults } from './rules/stock-rule.ts'
import { vendorFaults } from './rules/vendor-rule.ts'
import { withdrawalFaults } from './rules/withdrawal-rule.ts'
import { sumsByCurrency } from './sums.ts'

export type Reconciliation = ReturnType<typeof reconcileBooks>

/** Holds all books against each other. */
export function reconcileBooks(books: Books, limits: TimeLimits) {
  const files = openFiles(books)
  const isStill = (file: OrderFile) =>
    books.readAt.getTime() - lastChangeOf(file) >= limits.graceSeconds * 1000
  const still = files.filter(isStill)
  return {
    readAt: books.readAt.toISOString(),
    orders: files.length,
    /** Orders that changed a moment ago, which are not judged. */
    inMotion: files.length - still.length,
    skus: books.stock.length,
    /** Of each currency by itself. */
    sums: sumsByCurrency(books),
    /** Open for a known reason: refunds that are owed, disputes. */
    claims: still.flatMap(claimsIn),
    discrepancies: [
      ...books.unreadable.map(({ subject, why }) => ({ rule: 'unreadable', subject, what: why })),
      ...still.flatMap(orderFaults),
      ...files.flatMap(({ order }) =>
        named('stuck', order.orderId, stuckFaults(order, books.readAt, limits)),
      ),
      ...sumFaults(
        files.filter((file) => !isStill(file) || isOpen(file)),
        still,
        books,
      ),
      ...strayFaults(books),
      ...numberFaults([...books.invoices, ...books.creditNotes]),
      ...stockFaults(books),
      ...countFaults(books),
      ...withdrawalFaults(books),
      ...payoutFaults(books),
      ...vendorFaults(books, still),
      ...deliveryFaults(books, limits),
    ],
  }
}

const isOpen = ({ order, stage }: OrderFile) =>
  stage === 'open' || stage === 'confirmed' || isEditing(order)

/** What does not agree about one order. */
export function orderFaults(file: OrderFile): Discrepancy[] {
  const { orderId } = file.order
  return [
    ...named('money', orderId, moneyFaults(file)),
    ...named('goods', orderId, goodsFaults(file)),
    ...named('invoice', orderId, invoiceFaults(file)),
    ...named('promotions', orderId, promotionFaults(file)),
    ...named('returns', orderId, returnFaults(file)),
  ]
}

const named = (rule: string, subject: string, faults: readonly string[]): Discrepancy[] =>
  faults.map((what) => ({ rule, subject, what }))

/**
 * What is held = what is invoiced and not credited, and the open claims, in each currency by itself; leaving out orders still on
 * their way.
 */
function sumFaults(
  onTheirWay: readonly OrderFile[],
  judged: readonly OrderFile[],
  books: Books,
): Discrepancy[] {
  const out = new Set(onTheirWay.map(({ order }) => order.orderId))
  const sums = sumsByCurrency({
    ledger: books.ledger.filter(({ paymentIntentId }) => !out.has(orderIdOf(paymentIntentId))),
    payments: books.payments.filter(({ orderId }) => !out.has(orderId)),
    invoices: books.invoices.filter(({ orderId }) => !out.has(orderId)),
    creditNotes: books.creditNotes.filter(({ orderId }) => !out.has(orderId)),
  })
  const claims = judged.filter(({ order }) => !out.has(order.orderId)).flatMap(claimsIn)
  return sums.flatMap(({ currency, ...sum }) => {
    const open = explainedBy(claims.filter((claim) => claim.currency === currency))
    const held = sum.taken - sum.refunded - sum.refundedOutside - sum.disputed
    if (held === sum.invoiced - sum.credited + open) return []
    const what = `${held} held ≠ ${sum.invoiced} invoiced − ${sum.credited} credited + ${open} open`
    return named('sums', 'all orders', [`in ${currency}, ${what}`])
  })
}

/** The claims of an order, in its currency. */
const claimsIn = (file: OrderFile): (Claim & { readonly currency: string })[] => {
  const { currency } = file.order.totals.grandTotal
  return claimsOf(file).map((claim) => ({ ...claim, currency }))
}

/** What exists for an order that there is not. */
function strayFaults(books: Books): Discrepancy[] {
  const known = new Set(books.orders.map(({ orderId }) => orderId))
  const stray = (rule: string, id: string, orderId: string) =>
    known.has(orderId) ? [] : named(rule, id, ['belongs to no order'])
  return [
    ...strayMoney(books.ledger.filter((line) => !known.has(orderIdOf(line.paymentIntentId)))),
    ...books.payments.flatMap(({ id, orderId }) => stray('money', id, orderId)),
    ...[...books.invoices, ...books.creditNotes].flatMap(({ invoiceId, orderId }) =>
      stray('invoice', invoiceId, orderId),
    ),
    ...books.shipments.flatMap(({ shipmentId, orderId }) => stray('goods', shipmentId, orderId)),
    ...books.returns.flatMap(({ returnId, orderId }) => stray('returns', returnId, orderId)),
  ]
}

/**
 * Money that the provider has for orders that there are not, as after the restore of an older backup. None is left once
 * it was refunded there.
 */
function strayMoney(lines: readonly LedgerLine[]): Discrepancy[] {
  const payments = [...Map.groupBy(lines, ({ paymentIntentId }) => paymentIntentId)]
  return payments.flatMap(([id, own]) => {
    const amount = netOf(own)
    const [currency = ''] = own.map((line) => line.currency.toUpperCase())
    const order = `no order ${orderIdOf(id)} is here`
    const what = `the provider holds ${formatMoney(money(amount, currency), 'en')} and ${order}: refund it there`
    return amount === 0 ? [] : named('money', id, [what])
  })
}
