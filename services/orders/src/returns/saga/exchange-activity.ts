import { exchangePurposeOf, furtherIntentIdOf } from '@comptoir/contracts/ids'
import type { Deps } from '../../deps.ts'
import { sumOf, surchargesOf } from '../dearer-exchange.ts'
import { exchangedLines, recordExchange } from '../exchange.ts'
import { isExchangeOpen, isInspected, type Return } from '../return.ts'
import { type DearerDeps, settleDearer } from './dearer-activity.ts'
import { type Exchanging, recordEnd, releaseGoods, sellGoods, shipGoods } from './exchange-goods.ts'

export type ExchangeDeps = DearerDeps & Pick<Deps, 'settings'>

const dayMs = 86_400_000

/**
 * Sends new goods for those that were accepted: stock first, then, of dearer ones, what they cost more, then a parcel, each under an id
 * of the return's, so that a repeat makes no second one. What cannot be sent is written down, and the return gives the money back.
 */
export async function exchangeReturned(deps: ExchangeDeps, ret: Return): Promise<Return> {
  if (!isInspected(ret) || exchangedLines(ret).length === 0) return ret
  if (ret.exchange && !isExchangeOpen(ret)) return ret
  const order = (await deps.orders.get(ret.orderId))?.data
  if (!order) throw new Error(`order ${ret.orderId} is not there`)
  return isExchangeOpen(ret)
    ? await settleDearer(deps, { order, ret })
    : await begin(deps, { order, ret })
}

async function begin(deps: ExchangeDeps, exchanging: Exchanging): Promise<Return> {
  const { order, ret } = exchanging
  if (!(await sellGoods(deps, exchanging)))
    return await recordEnd(deps, exchanging, { status: 'refused', reason: 'out_of_stock' })
  const awaiting = await askForMore(deps, exchanging)
  if (awaiting)
    return isExchangeOpen(awaiting) ? await settleDearer(deps, { order, ret: awaiting }) : awaiting
  if (await shipGoods(deps, exchanging))
    return await recordEnd(deps, exchanging, { status: 'sent' })
  await releaseGoods(deps, ret)
  return await recordEnd(deps, exchanging, { status: 'refused', reason: 'not_shippable' })
}

/** Writes down what dearer goods cost more, and until when it is to be paid; nothing of others. */
async function askForMore(
  { returns, clock, settings }: ExchangeDeps,
  { order, ret }: Exchanging,
): Promise<Return | undefined> {
  const surcharges = surchargesOf(order, ret)
  if (surcharges.length === 0) return undefined
  const { returnId, orderId } = ret
  const money = (amount: number) => ({ amount, currency: order.currency })
  const now = clock()
  const days = settings().orders.paymentLinkDays
  const exchange = {
    ...{ status: 'awaiting_payment' as const, at: now.toISOString(), surcharges },
    ...{ amount: money(sumOf(surcharges)), kept: money(0), withheld: money(0) },
    dueAt: new Date(now.getTime() + days * dayMs).toISOString(),
    paymentIntentId: furtherIntentIdOf(orderId, exchangePurposeOf(returnId)),
  }
  return (await returns.change(returnId, (known) => recordExchange(known, exchange))).data
}
