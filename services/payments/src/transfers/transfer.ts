import { newEvent } from '@comptoir/contracts/event'
import { TransferRecorded } from '@comptoir/contracts/payments/events'
import type { TransferAccount } from '@comptoir/contracts/payments/transfer-schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { intentsOf } from '../payment/intents.ts'
import { recordReport } from '../payment/money-events.ts'
import { settle } from '../payment/payment.ts'
import { formerOf } from '../payment/several-intents.ts'
import type { Change, LivePayment, Transfer } from '../payment/stored-payment.ts'
import { tooLarge } from '../refunds/refund.ts'

/** More are not noted of one order. */
const mostTransfers = 100

const sumOf = ({ transfers = [] }: LivePayment, kind: Transfer['kind']): number =>
  transfers.reduce((sum, one) => (one.kind === kind ? sum + one.amount : sum), 0)

/** What of the transfers paid the order, in minor units: all of its amount, or nothing yet. */
const usedOf = ({ provider, captured }: LivePayment): number =>
  provider === 'transfer' ? captured : 0

/** With the shop and not for the order. */
export const excessOf = (payment: LivePayment): number =>
  sumOf(payment, 'received') - sumOf(payment, 'returned') - usedOf(payment)

const waitsForMoney = ({ status }: LivePayment): boolean =>
  status === 'requires_payment_method' || status === 'requires_action' || status === 'failed'

export const missingOf = (payment: LivePayment): number =>
  waitsForMoney(payment) ? Math.max(0, payment.amount - excessOf(payment)) : 0

/** What staff and the customer see of the transfers of an order. */
export function transferAccountOf(payment: LivePayment): TransferAccount | undefined {
  const { terms, transfers = [], currency } = payment
  if (terms?.kind !== 'transfer' && transfers.length === 0) return undefined
  const money = (amount: number) => ({ amount, currency })
  return {
    ...(terms?.kind === 'transfer' && {
      ...{ reference: terms.reference, dueAt: terms.dueAt, account: terms.account },
    }),
    received: money(sumOf(payment, 'received')),
    missing: money(missingOf(payment)),
    excess: money(excessOf(payment)),
    transfers: transfers.map(({ by: _staff, ...one }) => ({ ...one, amount: money(one.amount) })),
  }
}

/**
 * Notes a transfer, once per id. One that completes the amount of an order that still waits for money pays it; whatever is beyond,
 * or comes for an order that is paid or given up, is excess. Refuses while a provider is at a payment, since two would be taken,
 * and a return of more than the excess.
 */
export function noteTransfer(payment: LivePayment, transfer: Transfer): Change {
  const { transfers = [] } = payment
  const known = transfers.find(({ id }) => id === transfer.id)
  if (known) {
    if (isSame(known, transfer)) return undefined
    throw refuse('idempotency_key_reused')
  }
  if (transfers.length >= mostTransfers)
    throw refuse('transition_refused', `an order takes ${mostTransfers} transfers at most`)
  if (['submitting', 'approved', 'processing'].includes(payment.status))
    throw refuse('transition_refused', 'the provider is at a payment: try again when it is decided')
  if (transfer.kind === 'returned' && transfer.amount > excessOf(payment))
    throw tooLarge(payment, excessOf(payment))
  const noted = { ...payment, transfers: [...transfers, transfer], updatedAt: transfer.notedAt }
  const paid = pay(noted, transfer.notedAt)
  const next = paid?.next ?? noted
  if (next.status === 'never_created') return undefined
  return { next, events: [recorded(next, transfer), ...(paid?.events ?? [])] }
}

const isSame = (known: Transfer, { kind, amount, date, reference }: Transfer): boolean =>
  known.kind === kind &&
  known.amount === amount &&
  known.date === date &&
  known.reference === reference

/** The order is paid once its transfers cover it. What a provider still holds of a former attempt is given up. */
function pay(payment: LivePayment, now: string): Change {
  if (!waitsForMoney(payment) || payment.amount > excessOf(payment)) return undefined
  const [first] = intentsOf(payment)
  const isReplaced = first !== undefined && payment.providerRef !== undefined
  const further = isReplaced ? [...(payment.further ?? []), formerOf(first, now)] : payment.further
  const own = { ...payment, further, provider: 'transfer' as const, providerRef: undefined }
  const report = {
    ...{ status: 'succeeded' as const, captured: payment.amount },
    ...{ providerRef: `transfer_${payment.id}`, paymentMethod: { type: 'bank_transfer' } },
  }
  // never used: nothing of an order that waits comes too late
  return settle(own, report, { refundId: '', now })
}

function recorded(payment: LivePayment, transfer: Transfer) {
  const { id: paymentIntentId, orderId, currency } = payment
  const { id: transferId, kind } = transfer
  const money = (amount: number) => ({ amount, currency })
  return newEvent(TransferRecorded, {
    ...{ orderId, paymentIntentId, transferId, kind, amount: money(transfer.amount) },
    received: money(sumOf(payment, 'received')),
    missing: money(missingOf(payment)),
    excess: money(excessOf(payment)),
  })
}

type Sent = { readonly refundId: string; readonly reference: string; readonly now: string }

/** Notes that a refund of a transfer was sent, once. Refuses one that a provider gives, and one that failed. */
export function noteRefund(payment: LivePayment, { refundId, reference, now }: Sent): Change {
  const refund = payment.refunds.find(({ id }) => id === refundId)
  if (!refund) throw refuse('not_found', 'there is no such refund')
  const intent = intentsOf(payment).find(({ id }) => id === (refund.intentId ?? payment.id))
  if (intent?.provider !== 'transfer')
    throw refuse('transition_refused', 'the provider of the payment gives it back')
  if (refund.status === 'succeeded' && refund.reference === reference) return undefined
  if (refund.status !== 'pending')
    throw refuse('transition_refused', `the refund is ${refund.status}`)
  const refunds = payment.refunds.map((one) => (one === refund ? { ...one, reference } : one))
  return recordReport({ ...payment, refunds }, refundId, { status: 'succeeded' }, now)
}
