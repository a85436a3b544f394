import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import { eventually, newKey } from '../../src/api.ts'
import { checkOrder } from '../kit/check.ts'
import {
  type Planned,
  pause,
  type TestPlatform,
  type Trial,
  withRetries,
} from '../kit/test-platform.ts'
import type { MoneyRow } from './refunds.ts'

type State = { readonly away?: boolean; readonly webhooks?: 'on' | 'lost' }

/** Tells the PayPal simulator how things are with it. */
async function setState({ address }: TestPlatform, state: State): Promise<void> {
  const answer = await fetch(`${address.paypalUrl}/state`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${address.stripeSecretKey}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(state),
  })
  if (!answer.ok) throw new Error(`state of PayPal: ${answer.status}`)
}

/** An order that waits for its payer on PayPal's page; answers how the payer says yes. */
async function waiting(platform: TestPlatform) {
  const trial = await platform.trial('paypal')
  const { payment } = await eventually(
    'the order to wait for its payer',
    () => platform.read(trial),
    ({ paymentStatus }) => paymentStatus === 'requires_action',
    60_000,
  )
  async function approve(payerCase?: string): Promise<void> {
    const page = new URL(payment.actionUrl ?? '')
    page.pathname += '/approve'
    if (payerCase) page.searchParams.set('case', payerCase)
    await fetch(page, { method: 'POST', redirect: 'manual' })
  }
  return { trial, approve }
}

/** The order is paid once and in preparation, and all books of it agree. */
async function paid(platform: TestPlatform, trial: Trial): Promise<string[]> {
  await platform.reach(trial, ['processing', 'shipped', 'delivered'])
  return await checkOrder(platform, trial)
}

async function away(platform: TestPlatform): Promise<string[]> {
  const { trial, approve } = await waiting(platform)
  await setState(platform, { away: true })
  await approve()
  await pause(6_000)
  await setState(platform, { away: false })
  return await paid(platform, trial)
}

async function awayFromTheStart(platform: TestPlatform): Promise<string[]> {
  await setState(platform, { away: true })
  const trial = await platform.trial('paypal')
  await pause(4_000)
  await setState(platform, { away: false })
  const { payment } = await eventually(
    'the order to wait for its payer',
    () => platform.read(trial),
    ({ paymentStatus }) => paymentStatus === 'requires_action',
    90_000,
  )
  const page = new URL(payment.actionUrl ?? '')
  page.pathname += '/approve'
  await fetch(page, { method: 'POST', redirect: 'manual' })
  return await paid(platform, trial)
}

async function webhooksLost(platform: TestPlatform): Promise<string[]> {
  const { trial, approve } = await waiting(platform)
  await setState(platform, { webhooks: 'lost' })
  await approve()
  const broke = await paid(platform, trial)
  await setState(platform, { webhooks: 'on' })
  return broke
}

async function approved(platform: TestPlatform, payerCase?: string): Promise<string[]> {
  const { trial, approve } = await waiting(platform)
  await approve(payerCase)
  return await paid(platform, trial)
}

/** Payments meets a fault at a call of PayPal, while the payer approves. */
async function struck(platform: TestPlatform, planned: Planned): Promise<string[]> {
  const { trial, approve } = await waiting(platform)
  const isCrash = planned.mode.startsWith('crash')
  const restarts = platform.processes.restarts('payments')
  await platform.faults.plan('payments', planned)
  await approve()
  if (isCrash) await platform.processes.recovered('payments', restarts)
  return await paid(platform, trial)
}

/** Payments dies when PayPal has the order, before its answer is written down: no second order takes money. */
async function crashesAfterSubmit(platform: TestPlatform): Promise<string[]> {
  const restarts = platform.processes.restarts('payments')
  await platform.faults.plan('payments', { point: 'paypal:submit', mode: 'crash_after' })
  const { trial, approve } = await waiting(platform)
  await platform.processes.recovered('payments', restarts)
  await approve()
  return await paid(platform, trial)
}

/** Payments dies when PayPal has given money back, before it is written down. */
async function crashesAfterRefund(platform: TestPlatform): Promise<string[]> {
  const { trial, approve } = await waiting(platform)
  await approve()
  await platform.reach(trial, ['processing'])
  const restarts = platform.processes.restarts('payments')
  await platform.faults.plan('payments', { point: 'paypal:refund', mode: 'crash_after' })
  const key = newKey()
  const path = `/api/payment-intents/${paymentIntentIdOf(trial.orderId)}/refunds`
  const asked = withRetries(async () => {
    const body = { amount: 300, reason: 'a scratch' }
    const answer = await platform.api(`POST ${path}`, { token: await platform.staff(), body, key })
    if (answer.status >= 500) throw new Error(`refund: ${answer.status}`)
  })
  await platform.processes.recovered('payments', restarts)
  await asked
  await eventually(
    'the refund to be on the order',
    () => platform.read(trial),
    ({ paymentStatus }) => paymentStatus === 'partially_refunded',
    45_000,
  )
  return await checkOrder(platform, trial)
}

/** PayPal is away, slow, silent, says things twice, and payments dies in the middle. */
export const paypalRows: readonly MoneyRow[] = [
  { name: 'PayPal away while its payer approves', run: away },
  { name: 'PayPal away when the order is placed', run: awayFromTheStart },
  {
    name: 'PayPal slow to capture',
    run: (platform) =>
      struck(platform, { point: 'paypal:complete', mode: 'delay', delayMs: 12_000 }),
  },
  { name: 'PayPal whose webhooks are lost', run: webhooksLost },
  { name: 'PayPal whose webhooks come twice', run: (of) => approved(of, 'webhooks_twice') },
  { name: 'PayPal whose webhooks come late', run: (of) => approved(of, 'webhooks_late') },
  { name: 'PayPal that captures later', run: (of) => approved(of, 'pending') },
  {
    name: 'a crash before PayPal captures',
    run: (of) => struck(of, { point: 'paypal:complete', mode: 'crash_before' }),
  },
  {
    name: 'a crash between a capture at PayPal and its record',
    run: (of) => struck(of, { point: 'paypal:complete', mode: 'crash_after' }),
  },
  {
    name: 'a capture at PayPal whose answer is lost',
    run: (of) => struck(of, { point: 'paypal:complete', mode: 'lose_answer' }),
  },
  { name: 'a crash between an order at PayPal and its record', run: crashesAfterSubmit },
  { name: 'a crash between a refund at PayPal and its record', run: crashesAfterRefund },
]
