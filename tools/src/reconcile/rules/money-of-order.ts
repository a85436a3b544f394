import type { Invoice } from '@comptoir/contracts/billing/schemas'
import { isDuePurpose, isEditRefund, isLateRefund } from '@comptoir/contracts/ids'
import { hasLeft, isMoving, type OrderFile } from '../order-file.ts'
import type { LedgerLine } from '../provider-books.ts'

const signs = {
  charge: 1,
  refund: -1,
  refund_reversal: 1,
  dispute: -1,
  dispute_reversal: 1,
  /** Held for the shop, and not with it. */
  authorisation: 0,
} as const

/** What the provider holds of these movements: taken, less given back and disputed. */
export const netOf = (lines: readonly LedgerLine[]): number =>
  lines.reduce((sum, { kind, amount }) => sum + signs[kind] * amount, 0)

export const chargedOf = (lines: readonly LedgerLine[]): number =>
  netOf(lines.filter(({ kind }) => kind === 'charge'))

const lessOf = (lines: readonly LedgerLine[], kinds: readonly string[]): number =>
  Math.abs(netOf(lines.filter(({ kind }) => kinds.includes(kind))))

const sumOf = (lines: readonly LedgerLine[], kind: LedgerLine['kind']): number =>
  lines.reduce((sum, line) => (line.kind === kind ? sum + line.amount : sum), 0)

/** Of all payments of an order; minor units. */
const heldOf = (payment: OrderFile['payment']): number =>
  [payment, ...(payment?.further ?? [])].reduce(
    (sum, intent) => sum + (intent?.authorised?.amount ?? 0),
    0,
  )

/** What goods that have left cost and nobody paid: held money was let go before it was taken. */
function uncollectedOf(file: OrderFile): number {
  const { payment, stage } = file
  if (!payment || stage === 'ended') return 0
  const further = payment.further ?? []
  const lapsed = [payment, ...further].reduce((sum, one) => sum + (one.lapsed?.amount ?? 0), 0)
  if (lapsed === 0 || !hasLeft(file)) return 0
  const paid = further
    .filter(({ purpose }) => isDuePurpose(purpose))
    .reduce((sum, { captured }) => sum + captured.amount, 0)
  return Math.max(0, lapsed - paid)
}

/** Where the money of an order is, in minor units; the provider's word wherever it knows. */
export function moneyOf(file: OrderFile) {
  const { lines, payment, invoices, creditNotes } = file
  const outside = (payment?.refunds ?? []).filter(
    ({ origin, status }) => origin === 'outside' && status === 'succeeded',
  )
  const issued = (documents: readonly Invoice[]) =>
    documents
      .filter(({ number }) => number !== undefined)
      .reduce((sum, { totals }) => sum + totals.grandTotal.amount, 0)
  return {
    charged: chargedOf(lines),
    refunded: lessOf(lines, ['refund', 'refund_reversal']),
    /** Given back by other means, as staff wrote down. */
    outside: outside.reduce((sum, { amount }) => sum + amount.amount, 0),
    /** Taken back by the shopper's bank: a dispute is open, or lost. */
    disputed: lessOf(lines, ['dispute', 'dispute_reversal']),
    /** To be taken when the first parcel leaves, by our books and by the provider's. */
    ...{ held: heldOf(payment), heldThere: sumOf(lines, 'authorisation') },
    uncollected: uncollectedOf(file),
    invoiced: issued(invoices),
    credited: issued(creditNotes),
  }
}

/**
 * What edits promised to give back, and what came too late for its purpose: it went or goes back, and the order costs less
 * without it. A refund that the provider refused outright is none. What came for exchanges that came to nothing is apart.
 */
export const promisedBack = (file: OrderFile): number =>
  (file.payment?.refunds ?? [])
    .filter((refund) => !isForNothing(file)(refund))
    .filter(({ id, status, providerRef }) => {
      const isMade = status !== 'failed' || providerRef !== undefined
      return isMade && (isEditRefund(id) || isLateRefund(id))
    })
    .reduce((sum, { amount }) => sum + amount.amount, 0)

type OfIntent = { readonly paymentIntentId?: string | undefined }

/** Whether something is of a payment for an exchange that came to nothing, or of an attempt at it that another one replaced. */
function isForNothing({ returns }: OrderFile) {
  const ids = returns.flatMap(({ exchange }) =>
    exchange?.status === 'refused' ? (exchange.paymentIntentId ?? []) : [],
  )
  return ({ paymentIntentId = '' }: OfIntent): boolean =>
    ids.some((id) => paymentIntentId === id || paymentIntentId.startsWith(`${id}_`))
}

/** What was taken, or is to be, for exchanges: what dearer goods that were sent cost more, and what came for others and goes back. */
export const takenForExchanges = (file: OrderFile): number =>
  file.returns.reduce(
    (sum, { exchange }) =>
      exchange?.status === 'sent' ? sum + (exchange.amount?.amount ?? 0) : sum,
    chargedOf(file.lines.filter(isForNothing(file))),
  )

/** On its way back since edits made the order cheaper, or an exchange came to nothing. */
export const pendingEdits = (file: OrderFile): number =>
  (file.payment?.refunds ?? [])
    .filter((refund) => refund.status === 'pending')
    .filter((refund) => isEditRefund(refund.id) || isForNothing(file)(refund))
    .reduce((sum, { amount }) => sum + amount.amount, 0)

/** An amount that is open for a known reason: nothing disagrees, and somebody has to act or wait. */
export type Claim = {
  readonly orderId: string
  /**
   * `refund_owed`: credited, or the order was cancelled, and the money is still with the shop. `refund_pending`: it is on
   * its way. `dispute_open`, `dispute_lost`: invoiced, and the shopper's bank took the money back. `held`: invoiced, and
   * taken when the first parcel leaves. `uncollected`: invoiced and sent, and held money was let go before it was taken: staff ask for
   * it by a link. `transfer_excess`: came by transfer and is not for the order; it is in no other sum.
   */
  readonly kind:
    | 'refund_owed'
    | 'refund_pending'
    | 'dispute_open'
    | 'dispute_lost'
    | 'held'
    | 'uncollected'
    | 'transfer_excess'
  readonly amount: number
}

/** What the shop holds of an order beyond what it may keep: positive is owed to the shopper, negative by the shopper. */
export function balanceOf(file: OrderFile): number {
  const { charged, refunded, outside, disputed, invoiced, credited } = moneyOf(file)
  return charged - refunded - outside - disputed - (invoiced - credited)
}

/** The claims of an order; what they do not explain is a discrepancy. */
export function claimsOf(file: OrderFile): Claim[] {
  const { order, payment } = file
  return [...excessClaims(order.orderId, payment), ...balanceClaims(file)]
}

const excessClaims = (orderId: string, payment: OrderFile['payment']): Claim[] => {
  const amount = payment?.transfer?.excess.amount ?? 0
  const isWaiting = (payment?.transfer?.missing.amount ?? 0) > 0
  return amount > 0 && !isWaiting ? [{ orderId, kind: 'transfer_excess', amount }] : []
}

function balanceClaims(file: OrderFile): Claim[] {
  const { order, payment, stage } = file
  if (stage === 'open' || stage === 'confirmed' || !payment || isMoving(file)) return []
  const { disputed, invoiced, credited, held, uncollected } = moneyOf(file)
  const claim = (kind: Claim['kind'], amount: number): Claim[] =>
    amount > 0 ? [{ orderId: order.orderId, kind, amount }] : []
  const isPending = payment.refunds.some(({ status }) => status === 'pending')
  const isOpen = payment.disputes.some(({ status }) => status === 'open')
  const balance = balanceOf(file)
  const most = invoiced > credited ? invoiced - credited : Math.max(0, 0 - balance)
  const disputedClaim = Math.min(disputed, most)
  const heldClaim = Math.min(held, Math.max(0, invoiced - credited))
  const unpaid = Math.min(uncollected, Math.max(0, invoiced - credited - heldClaim))
  const owed = balance + disputedClaim + heldClaim + unpaid
  return [
    ...claim(isPending ? 'refund_pending' : 'refund_owed', owed),
    ...claim(isOpen ? 'dispute_open' : 'dispute_lost', disputedClaim),
    ...claim('held', heldClaim),
    ...claim('uncollected', unpaid),
  ]
}

/** What of the balance the claims explain. */
export const explainedBy = (claims: readonly Claim[]): number =>
  claims
    .filter(({ kind }) => kind !== 'transfer_excess')
    .reduce((sum, { kind, amount }) => sum + (kind.startsWith('refund') ? amount : -amount), 0)
