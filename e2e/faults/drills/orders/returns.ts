import type { Return } from '@comptoir/contracts/orders/return-schemas'
import type { Order } from '@comptoir/contracts/orders/view'
import { eventually, newKey } from '../../../src/api.ts'
import { checkOrder } from '../../kit/check.ts'
import { scanned } from '../../kit/order-states.ts'
import { type TestPlatform, type Trial, withRetries } from '../../kit/test-platform.ts'
import { type Mode, plan, refusedBy, replayDeadLetters, type Step } from './matrix.ts'

const event = (producer: string, name: string) => `event:comptoir.${producer}.${name}.v1`

/**
 * A step of a return; an `exchange` one is that of a return whose goods are replaced by the same again, a `label` one comes
 * before they are sent: goods that are there already need no label.
 */
export type ReturnStep = Step & { readonly exchange?: true; readonly label?: true }

/** What happens from the request of a return to its credit note. */
export const returnSteps: readonly ReturnStep[] = [
  { service: 'orders', point: 'activity:beginReturn' },
  { service: 'orders', point: 'publish:comptoir.orders.return-requested.v1' },
  { service: 'orders', point: 'activity:checkReturn' },
  { service: 'orders', point: 'call:shipping:put /internal/shipments/{shipmentId}', label: true },
  { service: 'orders', point: 'activity:restockReturned' },
  {
    service: 'orders',
    point: 'call:inventory:put /internal/reservations/{reservationId}/sell',
    exchange: true,
  },
  { service: 'orders', point: 'call:inventory:put /internal/returns/{returnId}/restock' },
  { service: 'orders', point: 'activity:refundReturned' },
  {
    service: 'orders',
    point: 'call:payments:put /internal/payment-intents/{paymentIntentId}/returns/{refundId}',
  },
  { service: 'payments', point: 'provider:refund' },
  { service: 'billing', point: event('payments', 'refund-succeeded') },
  { service: 'orders', point: event('billing', 'credit-note-issued') },
  { service: 'orders', point: 'activity:closeReturn' },
  { service: 'orders', point: 'activity:endReturn' },
]

/** What happens when a customer keeps the goods after all. */
export const cancelSteps: readonly Step[] = [
  { service: 'orders', point: 'activity:endReturn' },
  { service: 'orders', point: 'publish:comptoir.orders.return-closed.v1' },
]

/** Cancels a return, with a fault on the way: the order must hold nothing of it, so that the goods can be returned again. */
export async function breakCancel(
  platform: TestPlatform,
  step: Step,
  mode: Mode,
): Promise<string[]> {
  const trial = await delivered(platform)
  const { returnId } = await request(platform, trial, { reason: 'defective' })
  const struck = await plan(platform, step, mode)
  const { token } = trial.shopper
  await must(platform, `POST /api/returns/${returnId}/cancel`, { token })
  await eventually('the fault to strike', () => struck().catch(() => false), Boolean, 60_000)
  const { body } = await withRetries(() =>
    eventually(
      'the order to hold nothing',
      () => platform.api<Order>(`GET /api/orders/${trial.orderId}`, { token: trial.shopper.token }),
      (answer) => answer.body.returns?.[0]?.status === 'ended',
      60_000,
    ),
  )
  await platform.processes.allReady()
  const faults = await checkOrder(platform, trial)
  return body.returns?.length === 1 ? faults : [...faults, 'the order names another return']
}

/** Returns an order that was delivered, with a fault on the way: it must be closed, with stock, money and paper once each. */
export async function breakReturn(
  platform: TestPlatform,
  step: ReturnStep,
  mode: Mode,
): Promise<string[]> {
  const trial = await delivered(platform)
  const refused = refusedBy(step, mode)
  const struck = await plan(platform, step, mode)
  const exchange = step.exchange && { exchangeFor: trial.sku }
  const { returnId } = await request(platform, trial, { reason: 'defective', ...exchange })
  await begun(platform, trial)
  const strike = () =>
    eventually('the fault to strike', () => struck().catch(() => false), Boolean, 60_000)
  await decide(platform, returnId, 'approve')
  if (step.label) await strike()
  await takeIn(platform, returnId, trial.sku)
  await strike()
  const letters = await replayDeadLetters(platform, refused)
  await eventually(
    `${returnId} to be closed`,
    () => readReturn(platform, returnId),
    ({ status }) => status === 'closed',
    90_000,
  )
  await platform.processes.allReady()
  return [...letters, ...(await checkOrder(platform, trial))]
}

async function delivered(platform: TestPlatform): Promise<Trial> {
  const trial = await scanned(platform, 'handed_over', 'delivered')
  await platform.reach(trial, ['delivered'])
  return trial
}

/** Asks for the return of the one piece of an order; asked again with its key while something is down. */
export function request(
  platform: TestPlatform,
  { shopper, orderId, sku }: Trial,
  why: { readonly reason: string; readonly exchangeFor?: string },
): Promise<Return> {
  const body = { lines: [{ sku, quantity: 1, ...why }] }
  const asking = { token: shopper.token, key: newKey(), body }
  return must(platform, `POST /api/orders/${orderId}/returns`, asking)
}

/** Its saga waits for the goods: what comes at once it would not check. */
async function begun(platform: TestPlatform, { orderId, shopper: { token } }: Trial) {
  const read = () =>
    withRetries(
      async () => (await platform.api<Order>(`GET /api/orders/${orderId}`, { token })).body,
    )
  const isNoted = ({ history = [] }: Order) =>
    history.some(({ type }) => type === 'return_requested')
  await eventually('the return to begin', read, isNoted, 60_000)
}

/** Staff take the goods in, and put them on the shelf again. */
export async function takeIn(platform: TestPlatform, returnId: string, sku: string): Promise<void> {
  await decide(platform, returnId, 'receive')
  await decide(platform, returnId, 'inspect', { lines: [{ sku, restock: 1, scrap: 0 }] })
}

/** Staff go a step on with a return. */
export const decide = (
  platform: TestPlatform,
  returnId: string,
  verb: string,
  body: object = {},
): Promise<Return> => must(platform, `POST /api/returns/${returnId}/${verb}`, { body })

/** A return, as staff see it. */
export const readReturn = (platform: TestPlatform, returnId: string): Promise<Return> =>
  must(platform, `GET /api/returns/${returnId}`)

type Asking = { readonly token?: string; readonly key?: string; readonly body?: object }

/** As staff, unless somebody else asks; repeated while something is down. */
export const must = <T>(
  platform: TestPlatform,
  operation: string,
  asking: Asking = {},
): Promise<T> =>
  withRetries(async () => {
    const token = asking.token ?? (await platform.staff())
    const answer = await platform.api<T & { code?: string }>(operation, { ...asking, token })
    // repeated after its answer was lost, when the saga has gone on already
    const isDone = answer.status < 300 || answer.body.code === 'transition_refused'
    if (!isDone) throw new Error(`${operation}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  })
