import { cancelInvoice, supplementInvoice } from '@comptoir/contracts/billing/routes'
import {
  exchangeInvoiceIdOf,
  exchangeLinkIdOf,
  exchangePurposeOf,
  exchangeRefundIdOf,
  furtherIntentIdOf,
  paymentIntentIdOf,
} from '@comptoir/contracts/ids'
import {
  cancelPayment,
  readPayment,
  requestFurtherPayment,
} from '@comptoir/contracts/payments/internal-routes'
import type { PaymentOutcome } from '@comptoir/contracts/payments/schemas'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Deps } from '../../deps.ts'
import { recordMoney } from '../../order/order-money.ts'
import { addExchangeLink } from '../../payment-links/payment-link.ts'
import {
  decide,
  decisionOf,
  recordAsked,
  recordLooked,
  recordUnreturned,
  supplementFor,
} from '../dearer-exchange.ts'
import { type AwaitingReturn, type Exchange, isExchangeOpen, type Return } from '../return.ts'
import {
  type Exchanging,
  type GoodsDeps,
  recordEnd,
  releaseGoods,
  shipGoods,
} from './exchange-goods.ts'

export type DearerDeps = GoodsDeps &
  Pick<Deps, 'orders' | 'payments'> & { readonly billing: Client }
type Awaiting = Exchanging<AwaitingReturn>

/**
 * Takes an exchange for dearer goods, which are sold already, as far as it goes: asks for what they cost more, and sends them once
 * that is paid; undoes all of it once it will not be. What is decided is written first: whoever goes on after a crash does the same.
 */
export async function settleDearer(deps: DearerDeps, { order, ret }: Awaiting): Promise<Return> {
  const asked = ret.exchange.askedAt ? ret : await ask(deps, { order, ret })
  if (!isExchangeOpen(asked)) return asked
  const decided = await look(deps, asked)
  if (!isExchangeOpen(decided)) return decided
  const { decision } = decided.exchange
  if (decision === 'send') return await send(deps, { order, ret: decided })
  return decision === 'undo' ? await undo(deps, { order, ret: decided }) : decided
}

const intentOf = ({ orderId, returnId }: Return) =>
  furtherIntentIdOf(orderId, exchangePurposeOf(returnId))

/** A draft of the invoice, the payment, and the link to it, of which the customer is told. */
async function ask(deps: DearerDeps, { order, ret }: Awaiting): Promise<Return> {
  const { orders, payments, billing } = deps
  const { orderId, returnId, exchange } = ret
  const { amount, dueAt } = exchange
  if (exchange.decision || !amount || !dueAt) return ret
  const params = { invoiceId: exchangeInvoiceIdOf(returnId) }
  await billing(supplementInvoice, { params, body: { order: supplementFor(order, ret) } })
  try {
    const purpose = exchangePurposeOf(returnId)
    const asked = await payments(requestFurtherPayment, {
      params: { paymentIntentId: paymentIntentIdOf(orderId), purpose },
      body: { amount, takeNow: true },
    })
    if (asked.status === 'unknown') throw new Error(`the payment of ${orderId} is not there`)
  } catch (error) {
    if (!isRefusal(error, 'transition_refused')) throw error
    // the payment of the order was given up: nothing more is taken for it
    return await change(deps, ret, (known, at) =>
      decide(known, { decision: 'undo', reason: 'not_payable' }, at),
    )
  }
  const link = { linkId: exchangeLinkIdOf(returnId), expiresAt: dueAt, by: 'system' }
  await orders.change(orderId, (known) =>
    addExchangeLink(known, { ...link, exchange: { returnId, amount } }),
  )
  return await change(deps, ret, recordAsked)
}

async function change(
  { returns, clock }: DearerDeps,
  { returnId }: Return,
  rule: (ret: Return, at: string) => Return,
): Promise<Return> {
  const at = clock().toISOString()
  return (await returns.change(returnId, (known) => rule(known, at))).data
}

/** Asks how the payment stands, and writes down what follows. */
async function look(deps: DearerDeps, ret: AwaitingReturn): Promise<Return> {
  const { exchange } = ret
  if (exchange.decision) return ret
  const outcome = await deps.payments(readPayment, {
    params: { paymentIntentId: intentOf(ret) },
    query: { refresh: 'true' },
  })
  await recordSums(deps, ret, outcome)
  const decision = decisionOf(outcome, exchange, deps.clock().toISOString())
  return await change(deps, ret, (known, at) =>
    decision ? decide(known, decision, at) : recordLooked(known, exchange.newsAt),
  )
}

async function recordSums(
  { orders, clock }: DearerDeps,
  { orderId }: Return,
  { sums, version }: PaymentOutcome,
): Promise<void> {
  if (!sums || version === undefined) return
  const at = clock().toISOString()
  await orders.change(orderId, (order) => recordMoney(order, { sums, version, at }))
}

/** The parcel, then the invoice over what was paid for it. */
async function send(deps: DearerDeps, { order, ret }: Awaiting): Promise<Return> {
  if (!(await shipGoods(deps, { order, ret }))) {
    const turned = await change(deps, ret, (known, at) =>
      decide(known, { decision: 'undo', reason: 'not_shippable' }, at),
    )
    return isExchangeOpen(turned) ? await undo(deps, { order, ret: turned }) : turned
  }
  const { paymentMethod: paidWith } = await deps.payments(readPayment, {
    params: { paymentIntentId: intentOf(ret) },
    query: {},
  })
  const { at, decidedAt: paidAt = at } = ret.exchange
  const invoiceId = exchangeInvoiceIdOf(ret.returnId)
  const { number, status } = await deps.billing(supplementInvoice, {
    params: { invoiceId },
    body: { order: supplementFor(order, ret), paidAt, ...(paidWith && { paidWith }) },
  })
  if (!number) throw new Error(`invoice ${invoiceId} is ${status}`)
  return await recordEnd(deps, { order, ret }, { status: 'sent', invoiceId })
}

/**
 * Gives back what was paid for it, voids the draft, and puts the goods on the shelf: the return is one for money then. It stays open
 * while a refund of it was refused: each look asks for the money again, until it is back or staff have given it back otherwise.
 */
async function undo(deps: DearerDeps, { order, ret }: Awaiting): Promise<Return> {
  const { orderId, returnId, exchange } = ret
  const reason = reasonOf(exchange)
  const outcome = await deps.payments(cancelPayment, {
    params: { paymentIntentId: intentOf(ret) },
    body: { refundId: exchangeRefundIdOf(returnId), reason: `exchange ${reason}` },
  })
  await recordSums(deps, ret, outcome)
  const params = { invoiceId: exchangeInvoiceIdOf(returnId) }
  await deps.billing(cancelInvoice, { params, body: { orderId, reason } })
  await releaseGoods(deps, ret)
  if ((outcome.refundable?.amount ?? 0) > 0) return await change(deps, ret, recordUnreturned)
  return await recordEnd(deps, { order, ret }, { status: 'refused', reason })
}

const reasonOf = ({ reason = 'not_paid' }: Exchange): string => reason
