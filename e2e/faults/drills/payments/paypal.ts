import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import { eventually, newKey } from '../../../src/api.ts'
import { checkOrder } from '../../kit/check.ts'
import {
  type Planned,
  pause,
  type TestPlatform,
  type Trial,
  withRetries,
} from '../../kit/test-platform.ts'
import { awaitStrike, planFault } from '../orders/matrix.ts'
import {
  approveAtPayPal,
  awaitPayer,
  mendPayPal,
  paypalEventsOf,
  provenBy,
  setPayPal,
} from './paypal-simulator.ts'
import type { MoneyRow } from './refunds.ts'

/** An order that waits for its payer on PayPal's page; answers how the payer says yes. */
async function waiting(platform: TestPlatform) {
  const trial = await platform.trial('paypal')
  const order = await awaitPayer(platform, trial)
  return { trial, approve: (payerCase?: string) => approveAtPayPal(order, payerCase) }
}

/** The order is paid once and in preparation, and all books of it agree. */
async function paid(platform: TestPlatform, trial: Trial): Promise<string[]> {
  await platform.reach(trial, ['processing', 'shipped', 'delivered'])
  return await checkOrder(platform, trial)
}

/** Something happens while PayPal turns every call away, the first one of ours and those of the four seconds after it. */
async function whileAway<T>(platform: TestPlatform, run: () => Promise<T>): Promise<T> {
  await setPayPal(platform, { away: true })
  const answer = await provenBy(platform, ({ turnedAway }) => turnedAway, run)
  await pause(4_000)
  await setPayPal(platform, { away: false })
  return answer
}

async function away(platform: TestPlatform): Promise<string[]> {
  const { trial, approve } = await waiting(platform)
  await whileAway(platform, approve)
  return await paid(platform, trial)
}

async function awayFromTheStart(platform: TestPlatform): Promise<string[]> {
  const trial = await whileAway(platform, () => platform.trial('paypal'))
  await approveAtPayPal(await awaitPayer(platform, trial))
  return await paid(platform, trial)
}

async function webhooksLost(platform: TestPlatform): Promise<string[]> {
  const { trial, approve } = await waiting(platform)
  await setPayPal(platform, { webhooks: 'lost' })
  return await provenBy(
    platform,
    ({ webhooks }) => webhooks.lost,
    async () => {
      await approve()
      return await paid(platform, trial)
    },
  )
}

async function webhooksOdd(platform: TestPlatform, how: 'again' | 'late'): Promise<string[]> {
  const { trial, approve } = await waiting(platform)
  return await provenBy(
    platform,
    ({ webhooks }) => webhooks[how],
    async () => {
      await approve(how === 'again' ? 'webhooks_twice' : 'webhooks_late')
      return await paid(platform, trial)
    },
  )
}

async function capturedLater(platform: TestPlatform): Promise<string[]> {
  const since = new Date()
  const { trial, approve } = await waiting(platform)
  await approve('pending')
  const broke = await paid(platform, trial)
  const told = (await paypalEventsOf(platform, trial, since)).filter((type) =>
    type.startsWith('PAYMENT.CAPTURE.'),
  )
  const isProven = told.join() === 'PAYMENT.CAPTURE.PENDING,PAYMENT.CAPTURE.COMPLETED'
  return isProven ? broke : [...broke, `PayPal did not capture later: ${told.join()}`]
}

/** Payments meets a fault at a call of PayPal, while the payer approves. */
async function struck(platform: TestPlatform, planned: Planned): Promise<string[]> {
  const { trial, approve } = await waiting(platform)
  const hasStruck = await planFault(platform, 'payments', planned)
  await approve()
  await awaitStrike(platform, hasStruck)
  return await paid(platform, trial)
}

/** Payments dies when PayPal has the order, before its answer is written down: no second order takes money. */
async function crashesAfterSubmit(platform: TestPlatform): Promise<string[]> {
  const planned = { point: 'paypal:submit', mode: 'crash_after' } as const
  const hasStruck = await planFault(platform, 'payments', planned)
  const { trial, approve } = await waiting(platform)
  await awaitStrike(platform, hasStruck)
  await approve()
  return await paid(platform, trial)
}

/** Payments dies when PayPal has given money back, before it is written down. */
async function crashesAfterRefund(platform: TestPlatform): Promise<string[]> {
  const { trial, approve } = await waiting(platform)
  await approve()
  await platform.reach(trial, ['processing'])
  const planned = { point: 'paypal:refund', mode: 'crash_after' } as const
  const hasStruck = await planFault(platform, 'payments', planned)
  const key = newKey()
  const path = `/api/payment-intents/${paymentIntentIdOf(trial.orderId)}/refunds`
  await withRetries(async () => {
    const body = { amount: 300, reason: 'a scratch' }
    const answer = await platform.api(`POST ${path}`, { token: await platform.staff(), body, key })
    if (answer.status !== 201) throw new Error(`refund: ${answer.status}`)
  })
  await awaitStrike(platform, hasStruck)
  await eventually(
    'the refund to be on the order',
    () => platform.read(trial),
    ({ paymentStatus }) => paymentStatus === 'partially_refunded',
    45_000,
  )
  return await checkOrder(platform, trial)
}

const complete = (mode: Planned['mode'], delayMs?: number) => (platform: TestPlatform) =>
  struck(platform, { point: 'paypal:complete', mode, ...(delayMs && { delayMs }) })

const rows: readonly MoneyRow[] = [
  { name: 'PayPal away while its payer approves', run: away },
  { name: 'PayPal away when the order is placed', run: awayFromTheStart },
  { name: 'PayPal slow to capture', run: complete('delay', 12_000) },
  { name: 'PayPal whose webhooks are lost', run: webhooksLost },
  { name: 'PayPal whose webhooks come twice', run: (of) => webhooksOdd(of, 'again') },
  { name: 'PayPal whose webhooks come late', run: (of) => webhooksOdd(of, 'late') },
  { name: 'PayPal that captures later', run: capturedLater },
  { name: 'a crash before PayPal captures', run: complete('crash_before') },
  {
    name: 'a crash between a capture at PayPal and its record',
    run: complete('crash_after'),
  },
  { name: 'a capture at PayPal whose answer is lost', run: complete('lose_answer') },
  { name: 'a crash between an order at PayPal and its record', run: crashesAfterSubmit },
  { name: 'a crash between a refund at PayPal and its record', run: crashesAfterRefund },
]

/**
 * PayPal is away, slow, silent, says things twice, and payments dies in the middle. Each fault must have struck, and is
 * taken back, whatever came of it.
 */
export const paypalRows: readonly MoneyRow[] = rows.map(({ name, run }) => ({
  name,
  run: (platform) => run(platform).finally(() => mendPayPal(platform)),
}))
