import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'

type Attempt = PaymentIntent['attempts'][number]
type Refund = PaymentIntent['refunds'][number]
type Dispute = PaymentIntent['disputes'][number]
type Transfer = NonNullable<PaymentIntent['transfer']>['transfers'][number]
type Further = NonNullable<PaymentIntent['further']>[number]

/** Something that happened to the money of a payment. */
export type Movement = { readonly id: string; readonly at: string } & (
  | { readonly kind: 'attempt'; readonly attempt: Attempt; readonly taken: number }
  | { readonly kind: 'refund'; readonly refund: Refund }
  | { readonly kind: 'dispute' | 'dispute_won'; readonly dispute: Dispute }
  | { readonly kind: 'received' | 'returned'; readonly transfer: Transfer }
  | { readonly kind: 'further'; readonly further: Further }
)

/** All that happened to the money of a payment, the oldest first. */
export function movementsOf(intent: PaymentIntent): readonly Movement[] {
  const { attempts, refunds, disputes, further = [], transfer } = intent
  const movements: Movement[] = [
    ...attempts.map((attempt) => ofAttempt(attempt, takenBy(attempt, intent))),
    ...refunds.map((refund) => ofRefund(refund)),
    ...disputes.flatMap((dispute) => ofDispute(dispute)),
    ...(transfer?.transfers ?? []).map((one) => ofTransfer(one)),
    ...further.map((one) => ofFurther(one)),
  ]
  return movements.toSorted((one, other) => one.at.localeCompare(other.at))
}

const ofAttempt = (attempt: Attempt, taken: number): Movement => ({
  ...{ id: `attempt ${attempt.number}`, at: attempt.startedAt, kind: 'attempt', attempt, taken },
})

/** What an attempt brought: the last one all that was captured, but for what further payments did. */
function takenBy(attempt: Attempt, { attempts, captured, further = [] }: PaymentIntent): number {
  if (attempt.failureCode !== undefined || attempt !== attempts.at(-1)) return 0
  return further.reduce((left, one) => left - one.captured.amount, captured.amount)
}

const ofRefund = (refund: Refund): Movement => ({
  ...{ id: refund.id, at: refund.requestedAt, kind: 'refund', refund },
})

/** A dispute takes the money; one that is won brings it back. */
function ofDispute(dispute: Dispute): Movement[] {
  const { id, openedAt, closedAt, status } = dispute
  const taken: Movement = { id, at: openedAt, kind: 'dispute', dispute }
  if (status !== 'won' || closedAt === undefined) return [taken]
  return [taken, { id: `${id} won`, at: closedAt, kind: 'dispute_won', dispute }]
}

const ofTransfer = (transfer: Transfer): Movement => ({
  ...{ id: transfer.id, at: transfer.notedAt, kind: transfer.kind, transfer },
})

const ofFurther = (further: Further): Movement => ({
  ...{ id: further.id, at: further.createdAt, kind: 'further', further },
})

/** What a movement did to the shop's money, in minor units, with its sign; nothing when none of it moved. */
export function effectOf(movement: Movement): number | undefined {
  switch (movement.kind) {
    case 'attempt':
      return movement.taken > 0 ? movement.taken : undefined
    case 'refund':
      return movement.refund.status === 'failed' ? undefined : -movement.refund.amount.amount
    case 'dispute':
      return -movement.dispute.amount.amount
    case 'dispute_won':
      return movement.dispute.amount.amount
    case 'received':
      return movement.transfer.amount.amount
    case 'returned':
      return -movement.transfer.amount.amount
    case 'further':
      return movement.further.captured.amount
  }
}

type Sums = Pick<PaymentIntent, 'captured' | 'refunded' | 'disputed'>

/** What the shop still has of a payment, in minor units. */
export const keptOf = ({ captured, refunded, disputed }: Sums): number =>
  captured.amount - refunded.amount - disputed.amount
