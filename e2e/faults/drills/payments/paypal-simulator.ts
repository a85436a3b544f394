import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import { eventually } from '../../../src/api.ts'
import { NeedsThisMachine } from '../../../src/platform.ts'
import type { OrderBody } from '../../../src/shopper.ts'
import { type TestPlatform, type Trial, withRetries } from '../../kit/test-platform.ts'

/** What the PayPal simulator did to the shop since it started. */
type Standing = {
  readonly turnedAway: number
  readonly webhooks: { readonly lost: number; readonly again: number; readonly late: number }
}
type State = { readonly away?: boolean; readonly webhooks?: 'on' | 'lost' }
type PayPalEvent = {
  event_type: string
  resource: { custom_id?: string; purchase_units?: { custom_id?: string }[] }
}

/** Calls the PayPal simulator as whoever holds its secret. */
export async function callPayPal(
  { address }: TestPlatform,
  operation: string,
  body?: object,
): Promise<unknown> {
  if (!address.paypalUrl) throw new NeedsThisMachine('it needs the PayPal simulator')
  const [method = 'GET', path = ''] = operation.split(' ')
  const answer = await fetch(address.paypalUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${address.stripeSecretKey}`,
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`PayPal, ${operation}: ${answer.status}`)
  return answer.status === 204 ? undefined : await answer.json()
}

/** Tells the PayPal simulator how things are with it. */
export const setPayPal = (platform: TestPlatform, state: State) =>
  callPayPal(platform, 'PUT /state', state)

/** Runs it; then PayPal must have done something to the shop more often than before: nothing is proven by a fault that did not strike. */
export async function provenBy<T>(
  platform: TestPlatform,
  count: (standing: Standing) => number,
  run: () => Promise<T>,
): Promise<T> {
  const read = async () => count((await callPayPal(platform, 'GET /state')) as Standing)
  const before = await read()
  const answer = await run()
  await eventually('PayPal to have struck', read, (now) => now > before, 30_000)
  return answer
}

/** What PayPal has told of an order, oldest first. */
export async function paypalEventsOf(
  platform: TestPlatform,
  { orderId }: Trial,
  since: Date,
): Promise<string[]> {
  const query = `page_size=300&start_time=${since.toISOString()}`
  const { events } = (await callPayPal(
    platform,
    `GET /v1/notifications/webhooks-events?${query}`,
  )) as { events: PayPalEvent[] }
  const isOfOrder = ({ resource: { custom_id, purchase_units: [unit] = [] } }: PayPalEvent) =>
    (custom_id ?? unit?.custom_id) === paymentIntentIdOf(orderId)
  return events
    .filter(isOfOrder)
    .map(({ event_type: type }) => type)
    .reverse()
}

/** Waits until an order has its payer's page at PayPal. */
export function awaitPayer(platform: TestPlatform, trial: Trial): Promise<OrderBody> {
  return eventually(
    'the order to wait for its payer',
    () => platform.read(trial),
    ({ paymentStatus }) => paymentStatus === 'requires_action',
    90_000,
  )
}

/** The payer says yes on PayPal's page, or yes in one of the simulator's cases. */
export async function approveAtPayPal({ payment }: OrderBody, payerCase?: string): Promise<void> {
  const page = new URL(payment.actionUrl ?? '')
  page.pathname += '/approve'
  if (payerCase) page.searchParams.set('case', payerCase)
  const { status } = await fetch(page, { method: 'POST', redirect: 'manual' })
  if (status >= 400) throw new Error(`approve at PayPal: ${status}`)
}

/** PayPal and payments are as they should be again, whatever was done to them. */
export async function mendPayPal(platform: TestPlatform): Promise<void> {
  await setPayPal(platform, { away: false, webhooks: 'on' })
  await platform.processes.allReady()
  await withRetries(() => platform.faults.clear('payments'))
}
