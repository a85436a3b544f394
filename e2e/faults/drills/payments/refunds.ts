import { paymentIntentIdOf, shipmentIdOf } from '@comptoir/contracts/ids'
import type { Order } from '@comptoir/contracts/orders/view'
import { eventually, newKey } from '../../../src/api.ts'
import { checkOrder } from '../../kit/check.ts'
import { processing } from '../../kit/order-states.ts'
import { type TestPlatform, type Trial, withRetries } from '../../kit/test-platform.ts'

type Seen = Pick<Order, 'status' | 'payment' | 'cancellation' | 'totals' | 'invoice'>
type Given = { readonly status: number; readonly body: { code?: string; status?: string } }

/** A movement of money that does not come by our own buttons, and what must be true of its order afterwards. */
export type MoneyRow = {
  readonly name: string
  readonly run: (platform: TestPlatform) => Promise<string[]>
}

/** Does something at the provider as its dashboard does: without any id of ours. */
export async function atProvider(
  platform: TestPlatform,
  path: string,
  fields: Record<string, string>,
) {
  const { simulatorUrl, stripeSecretKey } = platform.address
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

async function providerRefOf(platform: TestPlatform, { orderId }: Trial): Promise<string> {
  const path = `/api/payment-intents/${paymentIntentIdOf(orderId)}`
  const token = await platform.staff()
  const { body } = await withRetries(() =>
    platform.api<{ providerRef: string }>(`GET ${path}`, { token }),
  )
  return body.providerRef
}

async function refundInDashboard(
  platform: TestPlatform,
  trial: Trial,
  amount?: number,
): Promise<void> {
  const part: Record<string, string> = amount === undefined ? {} : { amount: String(amount) }
  const intent = await providerRefOf(platform, trial)
  await atProvider(platform, '/v1/refunds', { payment_intent: intent, ...part })
}

async function openDispute(platform: TestPlatform, trial: Trial): Promise<string> {
  const intent = await providerRefOf(platform, trial)
  return (await atProvider(platform, '/disputes', { payment_intent: intent })).id
}

const closeDispute = (
  platform: TestPlatform,
  id: string,
  evidence: 'winning_evidence' | 'losing_evidence',
) => atProvider(platform, `/v1/disputes/${id}`, { 'evidence[uncategorized_text]': evidence })

/** Staff refund an order; tried again with its key while something is down. */
function refund(platform: TestPlatform, { orderId }: Trial, body: object): Promise<Given> {
  const key = newKey()
  return withRetries(async () => {
    const path = `/api/payment-intents/${paymentIntentIdOf(orderId)}/refunds`
    const answer = await platform.api<Given['body']>(`POST ${path}`, {
      ...{ token: await platform.staff(), body, key },
    })
    if (answer.status >= 500) throw new Error(`refund: ${answer.status}`)
    return answer
  })
}

/** Waits until the order is as it must be, then holds all books of it against each other. */
async function checkOutcome(
  platform: TestPlatform,
  trial: Trial,
  what: string,
  isRight: (order: Seen) => boolean,
): Promise<string[]> {
  const read = async () => (await platform.read(trial)) as unknown as Seen
  await eventually(`${trial.orderId} to be ${what}`, read, isRight, 45_000)
  return await checkOrder(platform, trial)
}

const isRefunded = ({ payment, totals }: Seen): boolean =>
  payment.status === 'refunded' && payment.refunded?.amount === totals.grandTotal.amount
const isUndone = (order: Seen): boolean =>
  order.status === 'cancelled' && order.cancellation?.status === 'done' && isRefunded(order)
const refundedBy = (amount: number) => (order: Seen) =>
  order.payment.status === 'partially_refunded' && order.payment.refunded?.amount === amount
const creditNotesOf = ({ invoice }: Seen): number => (invoice.creditNotes ?? []).length

/** An order of three of one product, in preparation. */
async function three(platform: TestPlatform): Promise<Trial> {
  const sku = await platform.sellNew(5)
  const ready = await platform.prepare([{ sku, quantity: 3 }])
  const trial = { sku, shopper: ready.shopper, orderId: await platform.order(ready) }
  await platform.reach(trial, ['processing'])
  return trial
}

async function dashboardPartThenCancel(platform: TestPlatform): Promise<string[]> {
  const trial = await processing(platform)
  await refundInDashboard(platform, trial, 500)
  await platform.cancel(trial)
  return await checkOutcome(platform, trial, 'undone', (o) => isUndone(o) && creditNotesOf(o) >= 1)
}

async function dashboardWholeBeforeSending(platform: TestPlatform): Promise<string[]> {
  const trial = await processing(platform)
  await refundInDashboard(platform, trial)
  return await checkOutcome(platform, trial, 'stopped', isUndone)
}

async function partsInDashboard(platform: TestPlatform): Promise<string[]> {
  const trial = await processing(platform)
  for (const amount of [100, 200, 300]) await refundInDashboard(platform, trial, amount)
  return await checkOutcome(
    ...([platform, trial, 'refunded by 600'] as const),
    (order) => refundedBy(600)(order) && creditNotesOf(order) === 3,
  )
}

/** The webhooks of such a payment never come: the cancel finds out by itself. */
async function unheardOf(platform: TestPlatform): Promise<string[]> {
  const trial = await platform.trial('pm_sim_no_webhook')
  await platform.reach(trial, ['processing'])
  await refundInDashboard(platform, trial, 500)
  await platform.cancel(trial)
  return await checkOutcome(platform, trial, 'undone', isUndone)
}

async function failsLater(platform: TestPlatform): Promise<string[]> {
  const trial = await platform.trial('pm_sim_refund_fails')
  await platform.reach(trial, ['processing'])
  await platform.cancel(trial)
  const broke = await checkOutcome(platform, trial, 'owed', ({ payment, cancellation, totals }) => {
    const isOwed = payment.refundOwed?.amount === totals.grandTotal.amount
    return isOwed && payment.status === 'paid' && cancellation?.status === 'refund_failed'
  })
  await refund(platform, trial, { outside: { reference: 'transfer 42' } })
  return [...broke, ...(await checkOutcome(platform, trial, 'settled', isUndone))]
}

async function byLineAndAmount(platform: TestPlatform): Promise<string[]> {
  const trial = await three(platform)
  const { sku } = trial
  await refund(platform, trial, { lines: [{ sku, quantity: 1 }], reason: 'one was chipped' })
  await refund(platform, trial, { amount: 333, reason: 'for the trouble' })
  await refund(platform, trial, { lines: [{ sku, quantity: 1 }] })
  const tooMany = await refund(platform, trial, { lines: [{ sku, quantity: 2 }] })
  const isRight = (order: Seen) => refundedBy(4_333)(order) && creditNotesOf(order) === 3
  const broke = await checkOutcome(platform, trial, 'refunded in parts', isRight)
  return tooMany.status === 400 ? broke : [...broke, `too many answered ${tooMany.status}`]
}

async function wholeByStaff(platform: TestPlatform, restock: boolean): Promise<string[]> {
  const trial = await processing(platform)
  const asked = await refund(platform, trial, {})
  await refund(platform, trial, { restock })
  const broke = await checkOutcome(platform, trial, 'stopped', isUndone)
  return asked.body.code === 'goods_undecided' ? broke : [...broke, `not asked: ${asked.status}`]
}

async function keepsShipping(platform: TestPlatform): Promise<string[]> {
  const trial = await processing(platform)
  await refund(platform, trial, { keepShipping: true })
  const broke = await checkOutcome(platform, trial, 'refunded', isRefunded)
  const operation = `POST /api/shipments/${shipmentIdOf(trial.orderId)}/tracking-events`
  const body = { code: 'handed_over', at: new Date().toISOString() }
  await platform.api(operation, { token: await platform.staff(), body })
  await platform.reach(trial, ['shipped'])
  return [...broke, ...(await checkOrder(platform, trial))]
}

async function disputed(
  platform: TestPlatform,
  evidence: 'winning_evidence' | 'losing_evidence',
): Promise<string[]> {
  const trial = await processing(platform)
  const id = await openDispute(platform, trial)
  const open = await checkOutcome(
    platform,
    trial,
    'disputed',
    ({ payment }) => payment.status === 'disputed',
  )
  await closeDispute(platform, id, evidence)
  const end = evidence === 'winning_evidence' ? 'paid' : 'disputed'
  return [
    ...open,
    ...(await checkOutcome(platform, trial, end, ({ payment }) => payment.status === end)),
  ]
}

async function cancelledWhileDisputed(platform: TestPlatform): Promise<string[]> {
  const trial = await processing(platform)
  const id = await openDispute(platform, trial)
  await checkOutcome(platform, trial, 'disputed', ({ payment }) => payment.status === 'disputed')
  await platform.cancel(trial)
  const ended = await checkOutcome(
    platform,
    trial,
    'cancelled',
    ({ status }) => status === 'cancelled',
  )
  await closeDispute(platform, id, 'winning_evidence')
  return [...ended, ...(await checkOutcome(platform, trial, 'refunded once it was won', isUndone))]
}

/** Payments dies when the provider has given the money back, before it is written down. */
async function crashesAfterRefund(platform: TestPlatform): Promise<string[]> {
  const trial = await processing(platform)
  const restarts = platform.processes.restarts('payments')
  await platform.faults.plan('payments', { point: 'provider:refund', mode: 'crash_after' })
  await refund(platform, trial, { amount: 700 }).catch(() => undefined)
  await platform.processes.recovered('payments', restarts)
  return await checkOutcome(platform, trial, 'refunded by 700', refundedBy(700))
}

/** The refund is heard of before the invoice is issued. */
async function beforeInvoice(platform: TestPlatform): Promise<string[]> {
  const event = 'event:comptoir.orders.order-confirmed.v1'
  await platform.faults.plan('billing', { point: event, mode: 'delay', delayMs: 3_000 })
  const trial = await platform.trial()
  await platform.reach(trial, ['confirmed'])
  await refundInDashboard(platform, trial, 400)
  await platform.reach(trial, ['processing'])
  const isRight = (order: Seen) => refundedBy(400)(order) && creditNotesOf(order) === 1
  return await checkOutcome(platform, trial, 'credited', isRight)
}

/** Facts of refunds reach orders in another order, twice, or not at all. */
async function shuffled(
  platform: TestPlatform,
  mode: 'reorder' | 'duplicate' | 'lose',
): Promise<string[]> {
  const trial = await processing(platform)
  const point = 'publish:comptoir.payments.refund-succeeded.v1'
  await platform.faults.plan('payments', { point, mode, times: 3 })
  for (const amount of [100, 200, 300]) await refund(platform, trial, { amount })
  return await checkOutcome(
    ...([platform, trial, 'refunded by 600'] as const),
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
  {
    name: 'all refunded before sending, restocked',
    run: (platform) => wholeByStaff(platform, true),
  },
  {
    name: 'all refunded before sending, written off',
    run: (platform) => wholeByStaff(platform, false),
  },
  { name: 'all refunded, and the parcel leaves', run: keepsShipping },
  { name: 'a dispute that is won', run: (platform) => disputed(platform, 'winning_evidence') },
  { name: 'a dispute that is lost', run: (platform) => disputed(platform, 'losing_evidence') },
  { name: 'a cancel while a dispute is open, won later', run: cancelledWhileDisputed },
  { name: 'a crash between refund and record', run: crashesAfterRefund },
  { name: 'a refund before the invoice', run: beforeInvoice },
  { name: 'refund events in another order', run: (platform) => shuffled(platform, 'reorder') },
  { name: 'refund events twice', run: (platform) => shuffled(platform, 'duplicate') },
  { name: 'refunds that the broker loses', run: (platform) => shuffled(platform, 'lose') },
]
