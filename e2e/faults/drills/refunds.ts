import { paymentIntentIdOf, shipmentIdOf } from '@comptoir/contracts/ids'
import type { Order } from '@comptoir/contracts/orders/view'
import { eventually, newKey } from '../../src/api.ts'
import { checkOrder } from '../kit/check.ts'
import { processing } from '../kit/order-states.ts'
import { type Stand, stubborn, type Trial } from '../kit/stand.ts'

type Seen = Pick<Order, 'status' | 'payment' | 'cancellation' | 'totals' | 'invoice'>
type Given = { readonly status: number; readonly body: { code?: string; status?: string } }

/** A movement of money that does not come by our own buttons, and what must be true of its order afterwards. */
export type MoneyRow = { readonly name: string; readonly run: (stand: Stand) => Promise<string[]> }

/** Does something at the provider as its dashboard does: without any id of ours. */
async function atProvider(stand: Stand, path: string, fields: Record<string, string>) {
  const { simulatorUrl, stripeSecretKey } = stand.platform
  const answer = await fetch(`${simulatorUrl}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${stripeSecretKey}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(fields),
  })
  const body = (await answer.json()) as { id: string }
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`)
  return body
}

async function providerRefOf(stand: Stand, { orderId }: Trial): Promise<string> {
  const path = `/api/payment-intents/${paymentIntentIdOf(orderId)}`
  const token = await stand.staff()
  const { body } = await stubborn(() =>
    stand.api<{ providerRef: string }>(`GET ${path}`, { token }),
  )
  return body.providerRef
}

async function refundInDashboard(stand: Stand, trial: Trial, amount?: number): Promise<void> {
  const part: Record<string, string> = amount === undefined ? {} : { amount: String(amount) }
  const intent = await providerRefOf(stand, trial)
  await atProvider(stand, '/v1/refunds', { payment_intent: intent, ...part })
}

async function openDispute(stand: Stand, trial: Trial): Promise<string> {
  const intent = await providerRefOf(stand, trial)
  return (await atProvider(stand, '/disputes', { payment_intent: intent })).id
}

const closeDispute = (stand: Stand, id: string, evidence: 'winning_evidence' | 'losing_evidence') =>
  atProvider(stand, `/v1/disputes/${id}`, { 'evidence[uncategorized_text]': evidence })

/** Staff refund an order; tried again with its key while something is down. */
function refund(stand: Stand, { orderId }: Trial, body: object): Promise<Given> {
  const key = newKey()
  return stubborn(async () => {
    const path = `/api/payment-intents/${paymentIntentIdOf(orderId)}/refunds`
    const answer = await stand.api<Given['body']>(`POST ${path}`, {
      ...{ token: await stand.staff(), body, key },
    })
    if (answer.status >= 500) throw new Error(`refund: ${answer.status}`)
    return answer
  })
}

/** Waits until the order is as it must be, then holds all books of it against each other. */
async function judge(
  stand: Stand,
  trial: Trial,
  what: string,
  isRight: (order: Seen) => boolean,
): Promise<string[]> {
  const read = async () => (await stand.read(trial)) as unknown as Seen
  await eventually(`${trial.orderId} to be ${what}`, read, isRight, 45_000)
  return await checkOrder(stand, trial)
}

const isRefunded = ({ payment, totals }: Seen): boolean =>
  payment.status === 'refunded' && payment.refunded?.amount === totals.grandTotal.amount
const isUndone = (order: Seen): boolean =>
  order.status === 'cancelled' && order.cancellation?.status === 'done' && isRefunded(order)
const refundedBy = (amount: number) => (order: Seen) =>
  order.payment.status === 'partially_refunded' && order.payment.refunded?.amount === amount
const creditNotesOf = ({ invoice }: Seen): number => (invoice.creditNotes ?? []).length

/** An order of three of one product, in preparation. */
async function three(stand: Stand): Promise<Trial> {
  const sku = await stand.sellNew(5)
  const ready = await stand.prepare([{ sku, quantity: 3 }])
  const trial = { sku, shopper: ready.shopper, orderId: await stand.order(ready) }
  await stand.reach(trial, ['processing'])
  return trial
}

async function dashboardPartThenCancel(stand: Stand): Promise<string[]> {
  const trial = await processing(stand)
  await refundInDashboard(stand, trial, 500)
  await stand.cancel(trial)
  return await judge(stand, trial, 'undone', (o) => isUndone(o) && creditNotesOf(o) >= 1)
}

async function dashboardWholeBeforeSending(stand: Stand): Promise<string[]> {
  const trial = await processing(stand)
  await refundInDashboard(stand, trial)
  return await judge(stand, trial, 'stopped', isUndone)
}

async function partsInDashboard(stand: Stand): Promise<string[]> {
  const trial = await processing(stand)
  for (const amount of [100, 200, 300]) await refundInDashboard(stand, trial, amount)
  return await judge(
    ...([stand, trial, 'refunded by 600'] as const),
    (order) => refundedBy(600)(order) && creditNotesOf(order) === 3,
  )
}

/** The webhooks of such a payment never come: the cancel finds out by itself. */
async function unheardOf(stand: Stand): Promise<string[]> {
  const trial = await stand.trial('pm_sim_no_webhook')
  await stand.reach(trial, ['processing'])
  await refundInDashboard(stand, trial, 500)
  await stand.cancel(trial)
  return await judge(stand, trial, 'undone', isUndone)
}

async function failsLater(stand: Stand): Promise<string[]> {
  const trial = await stand.trial('pm_sim_refund_fails')
  await stand.reach(trial, ['processing'])
  await stand.cancel(trial)
  const broke = await judge(stand, trial, 'owed', ({ payment, cancellation, totals }) => {
    const isOwed = payment.refundOwed?.amount === totals.grandTotal.amount
    return isOwed && payment.status === 'paid' && cancellation?.status === 'refund_failed'
  })
  await refund(stand, trial, { outside: { reference: 'transfer 42' } })
  return [...broke, ...(await judge(stand, trial, 'settled', isUndone))]
}

async function byLineAndAmount(stand: Stand): Promise<string[]> {
  const trial = await three(stand)
  const { sku } = trial
  await refund(stand, trial, { lines: [{ sku, quantity: 1 }], reason: 'one was chipped' })
  await refund(stand, trial, { amount: 333, reason: 'for the trouble' })
  await refund(stand, trial, { lines: [{ sku, quantity: 1 }] })
  const tooMany = await refund(stand, trial, { lines: [{ sku, quantity: 2 }] })
  const isRight = (order: Seen) => refundedBy(4_333)(order) && creditNotesOf(order) === 3
  const broke = await judge(stand, trial, 'refunded in parts', isRight)
  return tooMany.status === 400 ? broke : [...broke, `too many answered ${tooMany.status}`]
}

async function wholeByStaff(stand: Stand, restock: boolean): Promise<string[]> {
  const trial = await processing(stand)
  const asked = await refund(stand, trial, {})
  await refund(stand, trial, { restock })
  const broke = await judge(stand, trial, 'stopped', isUndone)
  return asked.body.code === 'goods_undecided' ? broke : [...broke, `not asked: ${asked.status}`]
}

async function keepsShipping(stand: Stand): Promise<string[]> {
  const trial = await processing(stand)
  await refund(stand, trial, { keepShipping: true })
  const broke = await judge(stand, trial, 'refunded', isRefunded)
  const operation = `POST /api/shipments/${shipmentIdOf(trial.orderId)}/tracking-events`
  const body = { code: 'handed_over', at: new Date().toISOString() }
  await stand.api(operation, { token: await stand.staff(), body })
  await stand.reach(trial, ['shipped'])
  return [...broke, ...(await checkOrder(stand, trial))]
}

async function disputed(
  stand: Stand,
  evidence: 'winning_evidence' | 'losing_evidence',
): Promise<string[]> {
  const trial = await processing(stand)
  const id = await openDispute(stand, trial)
  const open = await judge(stand, trial, 'disputed', ({ payment }) => payment.status === 'disputed')
  await closeDispute(stand, id, evidence)
  const end = evidence === 'winning_evidence' ? 'paid' : 'disputed'
  return [...open, ...(await judge(stand, trial, end, ({ payment }) => payment.status === end))]
}

async function cancelledWhileDisputed(stand: Stand): Promise<string[]> {
  const trial = await processing(stand)
  const id = await openDispute(stand, trial)
  await judge(stand, trial, 'disputed', ({ payment }) => payment.status === 'disputed')
  await stand.cancel(trial)
  const ended = await judge(stand, trial, 'cancelled', ({ status }) => status === 'cancelled')
  await closeDispute(stand, id, 'winning_evidence')
  return [...ended, ...(await judge(stand, trial, 'refunded once it was won', isUndone))]
}

/** Payments dies when the provider has given the money back, before it is written down. */
async function crashesAfterRefund(stand: Stand): Promise<string[]> {
  const trial = await processing(stand)
  const restarts = stand.processes.restarts('payments')
  await stand.faults.plan('payments', { point: 'provider:refund', mode: 'crash_after' })
  await refund(stand, trial, { amount: 700 }).catch(() => undefined)
  await stand.processes.recovered('payments', restarts)
  return await judge(stand, trial, 'refunded by 700', refundedBy(700))
}

/** The refund is heard of before the invoice is issued. */
async function beforeInvoice(stand: Stand): Promise<string[]> {
  const event = 'event:comptoir.orders.order-confirmed.v1'
  await stand.faults.plan('billing', { point: event, mode: 'delay', delayMs: 3_000 })
  const trial = await stand.trial()
  await stand.reach(trial, ['confirmed'])
  await refundInDashboard(stand, trial, 400)
  await stand.reach(trial, ['processing'])
  const isRight = (order: Seen) => refundedBy(400)(order) && creditNotesOf(order) === 1
  return await judge(stand, trial, 'credited', isRight)
}

/** Facts of refunds reach orders in another order, twice, or not at all. */
async function shuffled(stand: Stand, mode: 'reorder' | 'duplicate' | 'lose'): Promise<string[]> {
  const trial = await processing(stand)
  const point = 'publish:comptoir.payments.refund-succeeded.v1'
  await stand.faults.plan('payments', { point, mode, times: 3 })
  for (const amount of [100, 200, 300]) await refund(stand, trial, { amount })
  return await judge(
    ...([stand, trial, 'refunded by 600'] as const),
    (order) => refundedBy(600)(order) && creditNotesOf(order) === 3,
  )
}

/** Those that every `npm test` runs. */
export const shortMoneyRows: readonly MoneyRow[] = [
  { name: 'a part refunded in the dashboard, then a cancel', run: dashboardPartThenCancel },
  { name: 'all refunded in the dashboard before sending', run: dashboardWholeBeforeSending },
  { name: 'a refund that fails later, settled by other means', run: failsLater },
]

export const moneyRows: readonly MoneyRow[] = [
  ...shortMoneyRows,
  { name: 'three parts refunded in the dashboard', run: partsInDashboard },
  { name: 'a part refunded without a webhook, then a cancel', run: unheardOf },
  { name: 'refunds by line and by amount', run: byLineAndAmount },
  { name: 'all refunded before sending, restocked', run: (stand) => wholeByStaff(stand, true) },
  { name: 'all refunded before sending, written off', run: (stand) => wholeByStaff(stand, false) },
  { name: 'all refunded, and the parcel leaves', run: keepsShipping },
  { name: 'a dispute that is won', run: (stand) => disputed(stand, 'winning_evidence') },
  { name: 'a dispute that is lost', run: (stand) => disputed(stand, 'losing_evidence') },
  { name: 'a cancel while a dispute is open, won later', run: cancelledWhileDisputed },
  { name: 'a crash between refund and record', run: crashesAfterRefund },
  { name: 'a refund before the invoice', run: beforeInvoice },
  { name: 'refunds told in another order', run: (stand) => shuffled(stand, 'reorder') },
  { name: 'refunds told twice', run: (stand) => shuffled(stand, 'duplicate') },
  { name: 'refunds that the broker loses', run: (stand) => shuffled(stand, 'lose') },
]
