import { randomBytes } from 'node:crypto'
import { shipmentIdOf } from '@comptoir/contracts/ids'
import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { eventually, newKey } from '../../../src/api.ts'
import { shelf } from '../../../src/shopper.ts'
import { checkOrder } from '../../kit/check.ts'
import { type TestPlatform, type Trial, withRetries } from '../../kit/test-platform.ts'
import { awaitStrike, type Mode, plan, refusedBy, replayDeadLetters, type Step } from './matrix.ts'
import { decide, must, readReturn, request, takeIn } from './returns.ts'

/** When a step happens: goods are held and the difference is asked for, it is paid and goods are sent, or all of it is undone. */
type Phase = 'asked' | 'paid' | 'undone'
export type ExchangeStep = Step & { readonly phase: Phase }

const further = 'call:payments:put /internal/payment-intents/{paymentIntentId}/further/{purpose}'
const ending = 'call:payments:put /internal/payment-intents/{paymentIntentId}/cancel'

/** What happens of an exchange for something dearer, beside what every return does. */
export const exchangeSteps: readonly ExchangeStep[] = [
  {
    ...{ phase: 'asked', service: 'orders' },
    point: 'call:inventory:put /internal/reservations/{reservationId}/sell',
  },
  {
    ...{ phase: 'asked', service: 'orders' },
    point: 'call:billing:put /internal/invoices/{invoiceId}/supplement',
  },
  { phase: 'asked', service: 'orders', point: further },
  {
    ...{ phase: 'asked', service: 'orders' },
    point: 'publish:comptoir.orders.payment-link-created.v1',
  },
  { phase: 'paid', service: 'payments', point: 'provider:submit' },
  {
    ...{ phase: 'paid', service: 'orders' },
    point: 'event:comptoir.payments.payment-succeeded.v1',
  },
  { phase: 'paid', service: 'orders', point: 'activity:restockReturned' },
  {
    ...{ phase: 'paid', service: 'orders' },
    point: 'call:shipping:put /internal/shipments/{shipmentId}',
  },
  {
    ...{ phase: 'paid', service: 'orders' },
    point: 'call:billing:put /internal/invoices/{invoiceId}/supplement',
  },
  { phase: 'undone', service: 'orders', point: ending },
  {
    ...{ phase: 'undone', service: 'orders' },
    point: 'call:billing:put /internal/invoices/{invoiceId}/cancel',
  },
  {
    ...{ phase: 'undone', service: 'orders' },
    point: 'call:inventory:put /internal/reservations/{reservationId}/release',
  },
]

/**
 * Exchanges something for dearer goods, with a fault on the way. It is closed in the end: the goods were sent for the difference, with
 * an invoice over it, or nothing was taken and the goods are on the shelf again. All books agree.
 */
export async function breakExchange(
  platform: TestPlatform,
  { phase, ...step }: ExchangeStep,
  mode: Mode,
): Promise<string[]> {
  const trial = await delivered(platform)
  const refused = refusedBy(step, mode)
  const planned = (now: Phase) => (now === phase ? plan(platform, step, mode) : undefined)
  const early = await planned('asked')
  const returnId = await inspected(platform, trial)
  if (early) await awaitStrike(platform, early)
  const asked = await until(platform, returnId, isAsked)
  const late = (await planned('paid')) ?? (await planned('undone'))
  if (phase === 'undone') await decline(platform, trial, returnId)
  else await pay(platform, trial, asked)
  if (late) await awaitStrike(platform, late)
  const letters = await replayDeadLetters(platform, refused)
  const closed = await until(platform, returnId, ({ status }) => status === 'closed')
  await platform.processes.allReady()
  // a payment that is refused for good, before it is asked for, ends the exchange: the customer has the money instead
  const isEnded = phase === 'undone' || (step.point === further && mode === 'refuse')
  const wanted = isEnded ? 'refused' : 'sent'
  const became = closed.exchange?.status
  return [
    ...letters,
    ...(became === wanted ? [] : [`the exchange is ${became}, not ${wanted}`]),
    ...(await checkOrder(platform, trial)),
  ]
}

type Shirt = Trial & { readonly large: string }

/** An order of the small one of two sizes that has arrived; the large one costs five euros more. */
async function delivered(platform: TestPlatform): Promise<Shirt> {
  const { small: sku, large } = await sellSizes(platform)
  const ready = await platform.prepare([{ sku, quantity: 1 }])
  const orderId = await platform.order(ready)
  const trial = { shopper: ready.shopper, sku, large, otherSkus: [large], orderId }
  await platform.reach(trial, ['processing'])
  for (const code of ['handed_over', 'delivered']) {
    const body = { code, at: new Date().toISOString() }
    const operation = `POST /api/shipments/${shipmentIdOf(trial.orderId)}/tracking-events`
    await must(platform, operation, { body })
  }
  await platform.reach(trial, ['delivered'])
  return trial
}

async function sellSizes(platform: TestPlatform) {
  const name = `E2E-${randomBytes(4).toString('hex')}`
  const eur = (amount: number) => ({ amount, currency: 'EUR' })
  const variants = [
    { sku: `${name}-S`, options: { Size: 'S' }, price: eur(2_000), weightGrams: 300 },
    { sku: `${name}-L`, options: { Size: 'L' }, price: eur(2_500), weightGrams: 350 },
  ]
  const category = await withRetries(async () => shelf(platform.api, await platform.staff()))
  const body = { status: 'active', title: { fr: name }, variants, categoryIds: [category] }
  await must(platform, 'POST /api/products', { body })
  for (const { sku } of variants)
    await must(platform, `PUT /api/stock/${sku}`, { body: { onHand: 3 } })
  return { small: `${name}-S`, large: `${name}-L` }
}

/** The small one comes back for the large one, and is found good. */
async function inspected(platform: TestPlatform, trial: Shirt): Promise<string> {
  const asked = { reason: 'wrong_size', exchangeFor: trial.large }
  const { returnId } = await request(platform, trial, asked)
  await decide(platform, returnId, 'approve')
  await takeIn(platform, returnId, trial.sku)
  return returnId
}

/** What came back is put on the shelf last: a step that looks at the payment comes after it. */
const isAsked = ({ exchange, restocked }: Return): boolean =>
  exchange?.paymentIntentId !== undefined && restocked !== undefined

/** Pays with a new attempt until one is taken: what was not answered is asked again under its key. */
async function pay(platform: TestPlatform, { shopper }: Trial, { exchange }: Return) {
  const operation = `POST /api/payment-intents/${exchange?.paymentIntentId}/attempts`
  const paymentMethod = { provider: 'stripe', token: 'pm_card_visa' }
  await must(platform, operation, { token: shopper.token, key: newKey(), body: { paymentMethod } })
}

const decline = (platform: TestPlatform, { shopper }: Trial, returnId: string) =>
  must(platform, `POST /api/returns/${returnId}/decline-exchange`, { token: shopper.token })

const until = (platform: TestPlatform, returnId: string, isThere: (ret: Return) => boolean) =>
  eventually(`${returnId} to go on`, () => readReturn(platform, returnId), isThere, 90_000)
