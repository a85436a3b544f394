import { newEvent } from '@comptoir/contracts/event'
import { DisputeAnswered } from '@comptoir/contracts/payments/events'
import type { DisputeEvidence } from '@comptoir/contracts/payments/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { disputeFact } from '../payment/money-events.ts'
import type { Change, LivePayment } from '../payment/stored-payment.ts'
import type { Dispute } from '../refunds/refund.ts'

export type DisputeAnswer = NonNullable<Dispute['answer']>

type Answering = Pick<DisputeAnswer, 'kind' | 'by'> &
  Partial<DisputeEvidence> & { readonly now: string }

/** Evidence of the same words and files is the same answer; so is giving in twice. */
const isSame = (known: DisputeAnswer, { kind, text, files = [] }: Answering): boolean =>
  known.kind === kind &&
  known.text === text &&
  JSON.stringify(known.files ?? []) === JSON.stringify(files)

/**
 * Writes down how the shop answers a dispute: once, since providers take evidence one time. Refuses with `not_found` a dispute
 * that the payment does not have, with `transition_refused` one that is closed, under review, past its time or answered.
 */
export function answerDispute(payment: LivePayment, id: string, answering: Answering): Change {
  const dispute = payment.disputes.find((one) => one.id === id)
  if (!dispute) throw refuse('not_found')
  const { now: at, kind, by, text, files } = answering
  const known = dispute.answer
  if (known && known.failureCode === undefined) {
    if (isSame(known, answering)) return undefined
    throw refuse('transition_refused', 'the dispute was answered before')
  }
  if (dispute.status !== 'open') throw refuse('transition_refused', 'the dispute is closed')
  if (kind === 'evidence') checkEvidenceIsTaken(dispute, at)
  const answer: DisputeAnswer = { kind, by, at, ...(text && { text }), ...(files && { files }) }
  return { next: withDispute(payment, { ...dispute, answer }, at) }
}

function checkEvidenceIsTaken({ stage, dueBy }: Dispute, now: string): void {
  if (stage === 'under_review') throw refuse('transition_refused', 'the dispute is under review')
  if (dueBy !== undefined && dueBy < now)
    throw refuse('transition_refused', `evidence was due by ${dueBy}`)
}

/** Whether the provider is still to be given the answer. */
export const isToAnswer = ({ status, answer }: Dispute): boolean =>
  status === 'open' &&
  answer !== undefined &&
  answer.sentAt === undefined &&
  answer.failureCode === undefined

type Outcome = { readonly failureCode?: string | undefined }

/** Takes in that the provider has the answer, or why it does not take it: then staff may answer anew. */
export function recordAnswer(
  payment: LivePayment,
  id: string,
  { failureCode, now }: Outcome & { readonly now: string },
): Change {
  const dispute = payment.disputes.find((one) => one.id === id)
  if (!dispute?.answer || !isToAnswer(dispute)) return undefined
  const { kind, by } = dispute.answer
  const outcome = failureCode === undefined ? { sentAt: now } : { failureCode }
  const next = withDispute(payment, { ...dispute, answer: { ...dispute.answer, ...outcome } }, now)
  if (failureCode !== undefined) return { next }
  return { next, events: [newEvent(DisputeAnswered, { ...disputeFact(next, dispute), kind, by })] }
}

function withDispute(payment: LivePayment, dispute: Dispute, now: string): LivePayment {
  const disputes = payment.disputes.map((one) => (one.id === dispute.id ? dispute : one))
  return { ...payment, disputes, updatedAt: now }
}
