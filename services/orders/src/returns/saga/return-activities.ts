import { readInvoiceOutcome } from '@comptoir/contracts/billing/routes'
import { creditNoteIdOfRefund, invoiceIdOf, paymentIntentIdOf } from '@comptoir/contracts/ids'
import { restockReturn } from '@comptoir/contracts/inventory/internal-routes'
import { refundReturn } from '@comptoir/contracts/payments/internal-routes'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { AnyActivity } from '@comptoir/dapr/workflow/workflow'
import type { Deps } from '../../deps.ts'
import { recordOutcome } from '../../order/order-payment.ts'
import { toRefundBasis } from '../../order/order-view.ts'
import { paidBackLines, withheldForExchange, withoutExchanged } from '../exchange.ts'
import {
  acceptedLines,
  beginReturn,
  closeReturn,
  expireReturn,
  isExchangeOpen,
  isInspected,
  isOver,
  isRefundStuck,
  judgedLines,
  type Return,
  recordRefund,
  recordRelease,
  recordRestock,
  refundIdFor,
  restockedLines,
} from '../return.ts'
import { withheldFor } from '../return-label.ts'
import { creditedInvoiceOf, settleClaim } from '../return-refund.ts'
import { noteReturn, releaseClaim } from '../returnable.ts'
import { exchangeReturned } from './exchange-activity.ts'
import { arrangeLabel, type LabelDeps, voidLabel } from './label-activities.ts'
import type { ReturnInput, ReturnState } from './return-saga.ts'

export type ReturnDeps = Pick<Deps, 'orders' | 'inventory' | 'payments'> &
  LabelDeps & { readonly billing: Client }

/** The steps of the return saga. Each reads the return first, and may run twice. */
export function createReturnActivities(deps: ReturnDeps): Record<string, AnyActivity> {
  return {
    beginReturn: (input: ReturnInput) => begin(deps, input),
    checkReturn: (input: ReturnInput) => check(deps, input),
    restockReturned: ({ returnId }: ReturnInput) => restock(deps, returnId),
    refundReturned: ({ returnId }: ReturnInput) => refund(deps, returnId),
    closeReturn: (input: ReturnInput) => close(deps, input),
    endReturn: (input: ReturnInput) => end(deps, input),
  }
}

const stateOf = (ret: Return): ReturnState => ({
  ...{ status: ret.status, isStuck: isRefundStuck(ret) },
  ...(isExchangeOpen(ret) && { payBy: ret.exchange.dueAt }),
})

async function change(
  { returns, clock }: ReturnDeps,
  returnId: string,
  rule: (ret: Return, at: string) => Return,
): Promise<ReturnState> {
  const at = clock().toISOString()
  return stateOf((await returns.change(returnId, (ret) => rule(ret, at))).data)
}

/** The order writes down that its return exists; from then on the document of the return is all there is of it. */
async function begin(deps: ReturnDeps, { returnId, orderId }: ReturnInput): Promise<ReturnState> {
  const at = deps.clock().toISOString()
  await deps.orders.change(orderId, (order) => noteReturn(order, returnId, at))
  const { data } = await deps.returns.change(returnId, (ret) => beginReturn(ret, at))
  return stateOf(await arrangeLabel(deps, data))
}

/** Goods that are not sent in time stay where they are; those that may come get the label that they are to have. */
async function check(deps: ReturnDeps, { returnId }: ReturnInput): Promise<ReturnState> {
  const at = deps.clock().toISOString()
  const { data } = await deps.returns.change(returnId, (ret) => expireReturn(ret, at))
  return stateOf(await arrangeLabel(deps, data))
}

async function current({ returns }: ReturnDeps, returnId: string): Promise<Return> {
  const document = await returns.get(returnId)
  if (!document) throw new Error(`return ${returnId} is not there`)
  return document.data
}

/**
 * Sends what replaces goods, settles on the order what came back, then puts it on the shelf. What is to be paid first settles nothing
 * yet; what came back is on sale all the same.
 */
async function restock(deps: ReturnDeps, returnId: string): Promise<ReturnState> {
  const ret = await exchangeReturned(deps, await current(deps, returnId))
  if (!isInspected(ret)) return stateOf(ret)
  if (!isExchangeOpen(ret)) {
    const at = deps.clock().toISOString()
    const forGood = withoutExchanged(ret)
    const judged = { accepted: acceptedLines(ret), forGood, lines: judgedLines(ret), at }
    await deps.orders.change(ret.orderId, (order) => settleClaim(order, returnId, judged))
  }
  const lines = ret.restocked ? [] : restockedLines(ret)
  if (lines.length === 0) return stateOf(ret)
  const body = { orderId: ret.orderId, lines }
  const put = await deps.inventory(restockReturn, { params: { returnId }, body })
  return await change(deps, returnId, (now, at) => recordRestock(now, at, put.lines))
}

/** Gives back the share of what is accepted, and of the delivery by the rule. */
async function refund(deps: ReturnDeps, returnId: string): Promise<ReturnState> {
  const ret = await current(deps, returnId)
  if (ret.status !== 'inspected' || isRefundStuck(ret) || isExchangeOpen(ret)) return stateOf(ret)
  const order = (await deps.orders.get(ret.orderId))?.data
  if (!order) throw new Error(`order ${ret.orderId} is not there`)
  const lines = paidBackLines(ret)
  const withheld = withheldFor(ret) + withheldForExchange(ret)
  const claim = order.returns?.find((one) => one.returnId === returnId)
  const shipping = claim?.delivery ?? 0
  const { payment, refund } = await deps.payments(refundReturn, {
    params: {
      paymentIntentId: paymentIntentIdOf(order.orderId),
      refundId: refundIdFor(ret),
    },
    body: {
      ...{ lines, bought: toRefundBasis(order).lines, shipping, withheld },
      reason: `return ${returnId}`,
    },
  })
  const at = deps.clock().toISOString()
  await deps.orders.change(order.orderId, (now) => recordOutcome(now, payment, at))
  const nothing = { amount: { amount: 0, currency: order.currency }, status: 'succeeded' as const }
  const { amount, status, credited } = { credited: undefined, ...(refund ?? nothing) }
  const from = refund && { refundId: refund.id, paymentIntentId: refund.paymentIntentId }
  return await change(deps, returnId, (now) =>
    recordRefund(now, {
      ...{ amount, status, at },
      ...from,
      ...(credited && { credited }),
    }),
  )
}

/** How long billing may take to number a credit note that is written on its invoice. */
const creditNoteWithinMs = 600_000

/** A refund has its credit note before the return is closed. */
async function close(deps: ReturnDeps, { returnId, orderId }: ReturnInput): Promise<ReturnState> {
  const ret = await current(deps, returnId)
  if (ret.status !== 'refunded') return stateOf(ret)
  const { refundId, credited } = ret.refund
  // a refund that failed later has the credit note
  if (!refundId || credited?.amount === 0)
    return await change(deps, returnId, (now, at) => closeReturn(now, at))
  const order = (await deps.orders.get(orderId))?.data
  const params = { invoiceId: creditedInvoiceOf(order, ret) ?? invoiceIdOf(orderId) }
  const { status, creditNotes = [] } = await deps.billing(readInvoiceOutcome, { params })
  const creditNoteId = creditNoteIdOfRefund(refundId)
  const creditNote = creditNotes.find((one) => one.creditNoteId === creditNoteId)
  // of an invoice that is credited whole, by refunds that failed later, none is issued any more
  const waitedMs = deps.clock().getTime() - Date.parse(ret.refund.at)
  const isNoneToCome = status === 'credited' && waitedMs > creditNoteWithinMs
  if (!creditNote && !isNoneToCome) return stateOf(ret)
  return await change(deps, returnId, (now, at) => closeReturn(now, at, creditNote))
}

/** What a return held of its order that came to nothing can be returned again. */
async function end(deps: ReturnDeps, { returnId, orderId }: ReturnInput): Promise<ReturnState> {
  const ret = await current(deps, returnId)
  if (isOver(ret) && !isInspected(ret)) {
    const at = deps.clock().toISOString()
    await deps.orders.change(orderId, (order) => releaseClaim(order, returnId, at))
    await change(deps, returnId, recordRelease)
  }
  await voidLabel(deps, ret)
  return stateOf(ret)
}
