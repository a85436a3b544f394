import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import { lookUp } from '@comptoir/contracts/look-up'
import {
  ReturnApproved,
  ReturnClosed,
  ReturnReceived,
  ReturnRefunded,
  ReturnRequested,
} from '@comptoir/contracts/orders/events'
import {
  type Collection,
  createCollection,
  type Document,
} from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { awaitsRelease, isOver, isRefundStuck, isToPay, type Return } from './return.ts'
import { awaitsLabel, awaitsVoid } from './return-label.ts'
import { quantityOf } from './returnable.ts'
import { StoredReturn } from './stored-return.ts'

export type Returns = Collection<Return> & {
  /** Creates a return with the events of its first steps. */
  start(ret: Return): Promise<Document<Return>>
  /** Applies a rule; the same object back means that nothing changes. The events of the step leave with the document. */
  change(returnId: string, rule: (ret: Return) => Return): Promise<Document<Return>>
}

/** Returns, listed by order, user and status, and by when their saga is looked for (`saga`). */
export function createReturns(store: Store): Returns {
  const collection = createCollection<Return>(store, {
    name: 'returns',
    schema: StoredReturn,
    indexes: { of: listEntries, saga: sagaEntries },
  })
  return {
    ...collection,
    start: async (ret) =>
      (await collection.create(ret.returnId, ret, eventsAfter(0, ret))).document,
    change: (returnId, rule) =>
      collection.update(returnId, (ret) => {
        const next = rule(ret)
        return next === ret ? undefined : { next, events: eventsAfter(ret.history.length, next) }
      }),
  }
}

function listEntries({ orderId, userId, status, requestedAt }: Return) {
  const score = Date.parse(requestedAt)
  const keys = [`order:${orderId}`, `status:${status}`, `user:${userId}`]
  return ['all', ...keys, `user:${userId}:status:${status}`].map((key) => ({ key, score }))
}

/** `due` from when on a saga has to work on it; `over` once it has ended. */
function sagaEntries(ret: Return) {
  if (awaitsRelease(ret) || (isOver(ret) && awaitsVoid(ret)))
    return [{ key: 'due', score: Date.parse(ret.statusSince) }]
  if (isOver(ret)) return [{ key: 'over', score: Date.parse(ret.statusSince) }]
  const dueAt = dueAtOf(ret)
  return dueAt ? [{ key: 'due', score: Date.parse(dueAt) }] : []
}

function dueAtOf(ret: Return): string | undefined {
  if (!ret.begunAt) return ret.requestedAt
  if (awaitsLabel(ret) && 'label' in ret) return ret.label?.at
  if (ret.status === 'approved' && ret.kind === 'return') return ret.approval.dueAt
  const isAtWork = ret.status === 'refunded' || (ret.status === 'inspected' && !isRefundStuck(ret))
  return paymentDueAt(ret) ?? (isAtWork ? ret.statusSince : undefined)
}

/** Dearer goods that were asked to be paid for: at the deadline, or at once when something was heard of the payment. */
function paymentDueAt(ret: Return): string | undefined {
  if (!isToPay(ret) || !ret.exchange.askedAt) return undefined
  return ret.exchange.newsAt ?? ret.exchange.dueAt
}

/** The events of the entries of the history after so many. */
function eventsAfter(known: number, ret: Return): NewEvent[] {
  return ret.history.slice(known).flatMap(({ type }) => lookUp(eventOf, type)?.(ret) ?? [])
}

/** What tells that a return came so far, by the type of its entry in the history. */
const eventOf: Readonly<Record<string, (ret: Return) => NewEvent | undefined>> = {
  requested: (ret) => newEvent(ReturnRequested, factOf(ret)),
  approved: (ret) =>
    'approval' in ret && ret.approval
      ? newEvent(ReturnApproved, { ...factOf(ret), dueAt: ret.approval.dueAt })
      : undefined,
  received: (ret) =>
    'receipt' in ret ? newEvent(ReturnReceived, arrivedOf(ret, ret.receipt.lines)) : undefined,
  refunded: (ret) =>
    'refund' in ret && ret.refund
      ? newEvent(ReturnRefunded, { ...factOf(ret), ...ret.refund })
      : undefined,
  closed,
  refused: closed,
  cancelled: closed,
  expired: closed,
}

function factOf(ret: Return) {
  const { returnId, orderId, orderNumber: number, userId, kind } = ret
  const lines = ret.lines.map(({ note: _note, ...line }) => line)
  return { returnId, orderId, number, userId, kind, lines }
}

function arrivedOf(ret: Return, arrived: readonly { sku: string; quantity: number }[]) {
  const { lines, ...fact } = factOf(ret)
  const counted = lines.map((line) => ({ ...line, quantity: quantityOf(arrived, line.sku) }))
  return { ...fact, lines: counted.filter(({ quantity }) => quantity > 0) }
}

function closed(ret: Return): NewEvent {
  const reason = 'ending' in ret ? ret.ending.reason : undefined
  return newEvent(ReturnClosed, { ...factOf(ret), outcome: ret.status, ...(reason && { reason }) })
}
