import type { Money } from '@comptoir/contracts/common'
import type { Shortage } from '@comptoir/contracts/inventory/schemas'
import type { Order } from '@comptoir/contracts/orders/view'
import type { FieldFault, Problem } from '@comptoir/site/call'
import { isEnded } from '../../../visitor/order-end.ts'

/** What has become of the wish to order or to pay, and so what the page shows. */
export type Outcome =
  | { readonly kind: 'done'; readonly orderId: string }
  /** It goes on without the shopper: nothing to press. */
  | { readonly kind: 'underway'; readonly orderId: string }
  /** The bank, or PayPal, wants to see the shopper. */
  | { readonly kind: 'confirm'; readonly orderId: string; readonly url: string }
  /** The order is kept; another payment may do. */
  | { readonly kind: 'refused'; readonly orderId: string; readonly reason: string | undefined }
  | { readonly kind: 'ended'; readonly status: string; readonly shortages: readonly Shortage[] }
  | { readonly kind: 'short'; readonly shortages: readonly Shortage[] }
  | { readonly kind: 'changed'; readonly before: Money; readonly after: Money }
  | { readonly kind: 'held'; readonly orderId: string | undefined }
  | { readonly kind: 'not_orderable' }
  /** The same is asked again, with the same key, so many seconds later. */
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'lost' }
  /** It was sent some time ago and never answered: it goes on when the shopper says so. */
  | { readonly kind: 'left' }
  | { readonly kind: 'signed_out' }
  | { readonly kind: 'wrong'; readonly errors: readonly FieldFault[] }
  | { readonly kind: 'failed'; readonly code: string; readonly traceId: string | undefined }

type PaidOrder = Pick<Order, 'orderId' | 'status'> & {
  readonly payment: Pick<Order['payment'], 'status' | 'actionUrl' | 'failureCode'>
  readonly ending?: Order['ending']
}

/** What the state of an order asks of its shopper. */
export function outcomeOfOrder(order: PaidOrder): Outcome {
  const { orderId, status, payment } = order
  if (isEnded(status)) return { kind: 'ended', status, shortages: order.ending?.shortages ?? [] }
  if (status !== 'pending' && status !== 'awaiting_payment') return { kind: 'done', orderId }
  if (payment.status === 'requires_action' && payment.actionUrl)
    return { kind: 'confirm', orderId, url: payment.actionUrl }
  if (payment.status === 'failed') return { kind: 'refused', orderId, reason: payment.failureCode }
  return { kind: 'underway', orderId }
}

/** Whether something that came back says which order there is. */
export const isOrder = (answer: PaidOrder | undefined): answer is PaidOrder =>
  typeof answer?.orderId === 'string' &&
  typeof answer.status === 'string' &&
  answer.payment !== undefined

/** What an answer asks of its shopper. One that says nothing is like none: the order may have been made. */
export function outcomeOf(
  answer: { readonly value: PaidOrder | undefined } | { readonly problem: Problem },
): Outcome {
  if ('problem' in answer) return outcomeOfProblem(answer.problem)
  return isOrder(answer.value) ? outcomeOfOrder(answer.value) : { kind: 'lost' }
}

/** What a refusal of the order means. Nothing that may have made an order is final: it is asked again with its key. */
export function outcomeOfProblem(problem: Problem): Outcome {
  switch (problem.code) {
    case 'network':
    case 'unreadable_answer':
      return { kind: 'lost' }
    case 'out_of_stock':
      return { kind: 'short', shortages: (problem['shortages'] as Shortage[] | undefined) ?? [] }
    case 'totals_changed':
      return changed(problem)
    case 'conflict':
    case 'cart_locked':
      return { kind: 'held', orderId: textOf(problem['orderId']) }
    case 'cart_not_orderable':
      return { kind: 'not_orderable' }
    case 'unauthenticated':
    case 'invalid_token':
      return { kind: 'signed_out' }
    case 'invalid_request':
    case 'no_shipping_option':
      return { kind: 'wrong', errors: problem.errors ?? [] }
    default:
      return waitOrFail(problem)
  }
}

/** Asked again after this when the answer does not say, in seconds. */
const usualWait = 2

function waitOrFail(problem: Problem): Outcome {
  const { status, code, traceId } = problem
  const mayPass = status === 429 || (status >= 500 && status !== 501) || code === 'request_running'
  if (!mayPass) return { kind: 'failed', code, traceId }
  const again = problem['retryAfterSeconds']
  return { kind: 'wait', seconds: typeof again === 'number' ? again : usualWait }
}

function changed(problem: Problem): Outcome {
  const before = problem['expectedTotal'] as Money | undefined
  const totals = problem['totals'] as { grandTotal: Money } | undefined
  if (!before || !totals) return { kind: 'failed', code: problem.code, traceId: problem.traceId }
  return { kind: 'changed', before, after: totals.grandTotal }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** Whether the wish has its last answer, such as an order that is under way: the next one is another wish, with another key. */
export const isFinal = ({ kind }: Outcome): boolean => !['wait', 'lost', 'left'].includes(kind)
