import { refundIdOfReturn } from '@comptoir/contracts/ids'
import type { InspectedLine, ReturnStatus } from '@comptoir/contracts/orders/return-schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Actor, Order } from '../order/order.ts'
import { estimateOf } from './return-refund.ts'
import { type Claim, quantityOf } from './returnable.ts'
import type { InspectedReturn, Return } from './stored-return.ts'
import { isSealed } from './withdrawal-exclusions.ts'

export type { InspectedReturn, Return } from './stored-return.ts'

/** The statuses that may follow each status. */
export const returnTransitions: Readonly<Record<ReturnStatus, readonly ReturnStatus[]>> = {
  requested: ['approved', 'refused', 'cancelled'],
  approved: ['in_transit', 'received', 'cancelled', 'expired'],
  in_transit: ['received', 'expired'],
  received: ['inspected'],
  inspected: ['refunded'],
  refunded: ['closed'],
  closed: [],
  refused: [],
  cancelled: [],
  expired: [],
}

export type How = { readonly at: string; readonly by: Actor; readonly detail?: string | undefined }
type Counted = { readonly sku: string; readonly quantity: number }

/** The first state of a return, from what its order holds of it. A withdrawal needs nobody to approve it. */
export function startReturn(order: Order, claim: Claim, sendWithinDays: number): Return {
  const { orderId, number: orderNumber, userId, traceparent } = order
  const { returnId, kind, requestedAt: at } = claim
  const asked = claim.asked?.lines ?? []
  const by = claim.asked?.by ?? 'customer'
  const requested: Return = {
    ...{ status: 'requested', returnId, orderId, orderNumber, userId, kind, statusSince: at },
    lines: asked.map((line) => ({ ...line, ...boughtAs(order, line.sku) })),
    estimate: estimateOf(order, claim),
    requestedAt: at,
    requestedBy: by,
    history: [{ id: 1, at, type: 'requested', by }],
    ...(traceparent && { traceparent }),
  }
  return kind === 'withdrawal'
    ? approve(requested, { at, by: 'system' }, sendWithinDays)
    : requested
}

function boughtAs({ lines }: Order, sku: string) {
  const { title = { fr: sku }, withdrawalExclusion } = lines.find((line) => line.sku === sku) ?? {}
  return { title, ...(withdrawalExclusion && { withdrawalExclusion }) }
}

export function entry(ret: Return, type: string, { at, by, detail }: How): Return['history'] {
  const id = ret.history.length + 1
  return [...ret.history, { id, at, type, by, ...(detail && { detail }) }]
}

/** What every step along the table changes; refuses every other step. */
function step<S extends ReturnStatus>(ret: Return, to: S, how: How) {
  if (!returnTransitions[ret.status].includes(to)) {
    throw refuse('transition_refused', `a return that is ${ret.status} cannot become ${to}`, {
      extensions: { status: ret.status, allowedTransitions: returnTransitions[ret.status] },
    })
  }
  return { status: to, statusSince: how.at, history: entry(ret, to, how) }
}

const dayMs = 86_400_000

/** Goods may be sent from now on, and are to be on their way within `sendWithinDays`. */
export function approve(ret: Return, how: How, sendWithinDays: number): Return {
  if (ret.status === 'approved') return ret
  const dueAt = new Date(Date.parse(how.at) + sendWithinDays * dayMs).toISOString()
  const next = step(ret, 'approved', how)
  return { ...ret, ...next, approval: { at: how.at, by: how.by, dueAt } } as Return
}

export function refuseReturn(ret: Return, how: How & { readonly detail: string }): Return {
  if (ret.status === 'refused') return ret
  return { ...ret, ...step(ret, 'refused', how), ending: { reason: how.detail } } as Return
}

export function cancelReturn(ret: Return, how: How): Return {
  if (ret.status === 'cancelled') return ret
  return { ...ret, ...step(ret, 'cancelled', how), ending: { reason: 'cancelled' } } as Return
}

type Sending = {
  readonly carrier?: string | undefined
  readonly trackingNumber?: string | undefined
}

export function sendReturn(ret: Return, how: How, sending: Sending): Return {
  if (ret.status === 'in_transit') return ret
  // the carrier was faster than whoever says so
  if (ret.status === 'received' && ret.receipt.by === 'system') return ret
  const detail = [sending.carrier, sending.trackingNumber].filter(Boolean).join(' ') || undefined
  const next = step(ret, 'in_transit', { ...how, detail })
  return { ...ret, ...next, sending: { at: how.at, ...sending } } as Return
}

/**
 * Goods that nobody has sent in time stay with their customer. A withdrawal does not run out: the customer has withdrawn, and the
 * shop owes the money once the goods, or a proof of sending, are there.
 */
export function expireReturn(ret: Return, at: string): Return {
  if (ret.status !== 'approved' || ret.kind === 'withdrawal' || ret.approval.dueAt > at) return ret
  const next = step(ret, 'expired', { at, by: 'system' })
  return { ...ret, ...next, ending: { reason: 'not_sent' } } as Return
}

/** Records what arrived: everything, or as many as `lines` says, and never more than was announced. */
export function receiveReturn(ret: Return, how: How, lines?: readonly Counted[]): Return {
  // the carrier only knows that its parcels arrived: staff say what was in them
  const isCounted = ret.status === 'received' && ret.receipt.by === 'system' && how.by === 'staff'
  if (ret.status === 'received' && !(isCounted && lines)) return ret
  const arrived = ret.lines.map(({ sku, quantity }) => ({
    sku,
    quantity: lines ? quantityOf(lines, sku) : quantity,
  }))
  const unknown = (lines ?? []).filter(({ sku }) => !ret.lines.some((line) => line.sku === sku))
  const tooMany = arrived.filter(({ sku, quantity }) => quantity > quantityOf(ret.lines, sku))
  checkNone([...unknown, ...tooMany], 'was not announced')
  if (arrived.every(({ quantity }) => quantity === 0)) {
    const errors = [{ field: 'lines', code: 'required', message: 'nothing arrived' }]
    throw refuse('invalid_request', 'nothing arrived', { errors })
  }
  if (ret.status === 'received') {
    const receipt = { ...ret.receipt, by: how.by, lines: arrived }
    return { ...ret, receipt, history: entry(ret, 'counted', how) }
  }
  const next = step(ret, 'received', how)
  return { ...ret, ...next, receipt: { at: how.at, by: how.by, lines: arrived } } as Return
}

function checkNone(lines: readonly Counted[], what: string): void {
  if (lines.length === 0) return
  const errors = lines.map(({ sku }) => {
    return { field: 'lines', code: 'quantity', message: `${sku}: ${what}` }
  })
  throw refuse('invalid_request', `${lines.map(({ sku }) => sku).join(', ')} ${what}`, { errors })
}

/** Says of every unit that arrived whether it goes back on sale, is written off, or is refused. */
export function inspectReturn(ret: Return, how: How, lines: readonly InspectedLine[]): Return {
  if (ret.status === 'inspected') return ret
  const next = step(ret, 'inspected', how)
  const arrived = ret.status === 'received' ? ret.receipt.lines : []
  const judged = lines.map(({ sku, restock, scrap, refuse: refused }) => ({
    ...{ sku, quantity: restock + scrap + refused },
  }))
  const skus = [...new Set([...arrived, ...judged].map(({ sku }) => sku))]
  const wrong = skus.filter((sku) => quantityOf(arrived, sku) !== quantityOf(judged, sku))
  checkNone(
    wrong.map((sku) => ({ sku, quantity: 0 })),
    'is to be inspected as it arrived',
  )
  if (how.by === 'customer') throw refuse('forbidden')
  checkUnsealed(ret, lines)
  return {
    ...ret,
    ...next,
    inspection: { at: how.at, by: how.by, lines: [...lines] },
    failedRefunds: 0,
  } as Return
}

/** Only of goods that have a seal by law is a broken one a reason. */
function checkUnsealed(ret: Return, lines: readonly InspectedLine[]): void {
  const wrong = lines.filter(({ sku, refusedAs }) => {
    const line = ret.lines.find((one) => one.sku === sku)
    return refusedAs === 'unsealed' && !(line && isSealed(line))
  })
  checkNone(
    wrong.map(({ sku }) => ({ sku, quantity: 0 })),
    'is not excluded once it is unsealed',
  )
}

/** What is paid back: goods on sale again and goods that were written off. */
export const acceptedLines = ({ inspection }: InspectedReturn): Counted[] =>
  inspection.lines
    .map(({ sku, restock, scrap }) => ({ sku, quantity: restock + scrap }))
    .filter(({ quantity }) => quantity > 0)

/** All that was inspected: refused goods too. */
export const judgedLines = ({ inspection }: InspectedReturn): Counted[] =>
  inspection.lines.map(({ sku, restock, scrap, refuse }) => ({
    ...{ sku, quantity: restock + scrap + refuse },
  }))

/** What goes back on the shelf. */
export const restockedLines = ({ inspection }: InspectedReturn): Counted[] =>
  inspection.lines.flatMap(({ sku, restock }) => (restock > 0 ? [{ sku, quantity: restock }] : []))

/** The refund of a return; after one that failed for good the next has an id of its own. */
export function refundIdFor({ returnId, failedRefunds }: InspectedReturn): string {
  const first = refundIdOfReturn(returnId)
  return failedRefunds === 0 ? first : `${first}t${failedRefunds + 1}`
}

export const isInspected = (ret: Return): ret is InspectedReturn =>
  ret.status === 'inspected' || ret.status === 'refunded' || ret.status === 'closed'

export type Exchange = NonNullable<InspectedReturn['exchange']>
export type AwaitingReturn = InspectedReturn & { readonly exchange: Exchange }

/** The goods that replace others wait to be paid for. */
export const isExchangeOpen = (ret: Return): ret is AwaitingReturn =>
  isInspected(ret) && ret.exchange?.status === 'awaiting_payment'

/** They may be paid now. */
export const isToPay = (ret: Return): ret is AwaitingReturn =>
  isExchangeOpen(ret) && ret.exchange.decision === undefined

export function recordRestock(ret: Return, at: string, lines: readonly Counted[]): Return {
  if (!isInspected(ret) || ret.restocked) return ret
  return { ...ret, restocked: { at, lines: [...lines] } }
}

type Refund = NonNullable<InspectedReturn['refund']>

/** Takes the word of payments on the refund in; once it has succeeded the return is refunded. */
export function recordRefund(ret: Return, refund: Refund): Return {
  if (ret.status !== 'inspected') return ret
  const { at, status, refundId } = refund
  if (status === 'succeeded') {
    const next = step(ret, 'refunded', { at, by: 'system', detail: refundId })
    return { ...ret, ...next, refund } as Return
  }
  if (ret.refund?.status === status && ret.refund.refundId === refundId) return ret
  const type = `refund_${status}`
  return { ...ret, refund, history: entry(ret, type, { at, by: 'system', detail: refundId }) }
}

/** The last refund failed, and staff have not tried again. */
export const isRefundStuck = (ret: Return): boolean =>
  ret.status === 'inspected' && ret.refund?.status === 'failed'

/** Staff give the money back again: the next refund has an id of its own. */
export function retryRefund(ret: Return, how: How): Return {
  if (ret.status !== 'inspected' || ret.refund?.status !== 'failed') {
    throw refuse('transition_refused', 'no refund of this return failed')
  }
  const { refund: _failed, ...rest } = ret
  const history = entry(ret, 'refund_again', how)
  return { ...rest, failedRefunds: ret.failedRefunds + 1, history }
}

/** Everything is done; a refund has its credit note by then. */
export function closeReturn(ret: Return, at: string, creditNote?: CreditNote): Return {
  if (ret.status !== 'refunded') return ret
  const next = step(ret, 'closed', { at, by: 'system', detail: creditNote?.number })
  return { ...ret, ...next, ...(creditNote && { creditNote }) } as Return
}
type CreditNote = { readonly creditNoteId: string; readonly number: string }

export const beginReturn = (ret: Return, at: string): Return =>
  ret.begunAt ? ret : { ...ret, begunAt: at }

/** Its order holds its quantities no more: nothing is left to do. */
export const recordRelease = (ret: Return, at: string): Return =>
  'ending' in ret && !ret.releasedAt ? { ...ret, releasedAt: at } : ret

/** Nothing came of it, and its order still holds its quantities. */
export const awaitsRelease = (ret: Return): boolean => 'ending' in ret && !ret.releasedAt

/** Over, whatever came of it. */
export const isOver = ({ status }: Pick<Return, 'status'>): boolean =>
  returnTransitions[status].length === 0
