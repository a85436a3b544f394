import { editPurposeOf, furtherIntentIdOf } from '@comptoir/contracts/ids'
import { eventually, newKey } from '../../../src/api.ts'
import { checkOrder } from '../../kit/check.ts'
import { type TestPlatform, type Trial, withRetries } from '../../kit/test-platform.ts'
import { awaitStrike, type Mode, plan, type Step } from './matrix.ts'

const amendment = 'call:inventory:put /internal/reservations/{reservationId}/amendments/{number}'
const repacking = 'call:shipping:put /internal/shipments/{shipmentId}/amendments/{number}'

/** What happens when one more piece is added to an order: paid for, packed, papers replaced. */
export const dearer: readonly Step[] = [
  { service: 'orders', point: 'activity:holdEditStock' },
  { service: 'orders', point: amendment },
  { service: 'orders', point: 'activity:requestEditPayment' },
  {
    service: 'orders',
    point: 'call:payments:put /internal/payment-intents/{paymentIntentId}/further/{purpose}',
  },
  { service: 'payments', point: 'provider:submit' },
  { service: 'orders', point: 'activity:amendEditShipment' },
  { service: 'orders', point: repacking },
  { service: 'orders', point: 'activity:replaceEditInvoice' },
  { service: 'orders', point: 'call:billing:put /internal/invoices/{invoiceId}/replacement' },
  { service: 'orders', point: 'activity:applyEdit' },
]

/** What happens beside when a piece is taken out. */
export const cheaper: readonly Step[] = [
  { service: 'orders', point: 'activity:releaseEditStock' },
  { service: 'orders', point: 'activity:refundEdit' },
  {
    service: 'orders',
    point: 'call:payments:put /internal/payment-intents/{paymentIntentId}/edit-refunds/{refundId}',
  },
  { service: 'payments', point: 'provider:refund' },
]

/** What is undone of an edit whose payment is refused and whose order is cancelled then. */
export const undone: readonly Step[] = [
  { service: 'orders', point: 'activity:checkEditPayment' },
  { service: 'orders', point: 'activity:giveUpEdit' },
  { service: 'orders', point: 'activity:revertEditShipment' },
  { service: 'orders', point: 'activity:cancelEditPayment' },
  { service: 'orders', point: 'activity:revertEditStock' },
  { service: 'orders', point: 'activity:failEdit' },
]

type Edit = { editId: string; status: string; reason?: string; payment?: { status: string } }
type Editing = { readonly from: number; readonly to: number; readonly method?: string }

/** An order of so many pieces that is being prepared. */
async function prepared(platform: TestPlatform, quantity: number): Promise<Trial> {
  const sku = await platform.sellNew(9)
  const ready = await platform.prepare([{ sku, quantity }])
  const trial = { shopper: ready.shopper, sku, orderId: await platform.order(ready) }
  await platform.reach(trial, ['processing'])
  return trial
}

/** Previews and confirms an edit of the quantity, as a client does that repeats what was not answered. */
export async function edit(
  { api }: TestPlatform,
  { shopper, orderId, sku }: Trial,
  editing: Editing,
) {
  const { to, method = 'pm_card_visa' } = editing
  const path = `/api/orders/${orderId}/edits`
  const { token } = shopper
  const ask = (operation: string, body: object) =>
    withRetries(async () => {
      const answer = await api<Edit & { code?: string }>(operation, { token, body, key: newKey() })
      if (answer.status < 300) return answer.body
      throw new Error(`${operation}: ${answer.status} ${answer.body.code}`)
    })
  const { editId } = await ask(`POST ${path}`, { lines: [{ sku, quantity: to }] })
  await ask(`POST ${path}/${editId}/confirm`, {
    paymentMethod: { provider: 'stripe', token: method },
  })
  const look = () =>
    withRetries(async () => (await api<Edit>(`GET ${path}/${editId}`, { token })).body)
  return { editId, look }
}

export const isEnded = ({ status }: Edit) => /applied|failed/.test(status)

/** Edits an order with the fault on the way: it is applied in the end, or the order is as before; all books agree. */
export async function breakEdit(
  platform: TestPlatform,
  { step, mode, ...editing }: Editing & { readonly step: Step; readonly mode: Mode },
): Promise<string[]> {
  const trial = await prepared(platform, editing.from)
  const struck = await plan(platform, step, mode)
  const { look } = await edit(platform, trial, editing)
  const ended = await eventually('the edit to end', look, isEnded, 90_000)
  await awaitStrike(platform, struck)
  const faults = await checkOrder(platform, trial)
  // a step that is refused for good ends the edit: the order is as before
  if (ended.status === 'applied' || mode === 'refuse') return faults
  return [`the edit failed: ${ended.reason}`, ...faults]
}

/** An order whose edit waits for another card than the one that was declined. */
async function declined(platform: TestPlatform) {
  const trial = await prepared(platform, 1)
  const editing = { from: 1, to: 2, method: 'pm_card_chargeDeclined' }
  const { look } = await edit(platform, trial, editing)
  await eventually('the card to be refused', look, ({ payment }) => payment?.status === 'failed')
  return { trial, look }
}

/** Another card pays the edit: it is applied. */
export async function payEditAgain(platform: TestPlatform): Promise<string[]> {
  const { trial, look } = await declined(platform)
  const extra = furtherIntentIdOf(trial.orderId, editPurposeOf(1))
  const paid = await platform.api<{ status: string }>(
    `POST /api/payment-intents/${extra}/attempts`,
    {
      ...{ token: trial.shopper.token, key: newKey() },
      body: { paymentMethod: { provider: 'stripe', token: 'pm_card_visa' } },
    },
  )
  const ended = await eventually('the edit to end', look, isEnded, 60_000)
  const faults = await checkOrder(platform, trial)
  if (ended.status === 'applied') return faults
  return [`paid again: ${paid.status} ${paid.body.status}; the edit is ${ended.status}`, ...faults]
}

type Broken = { readonly step: Step; readonly mode: Mode }

/** Cancels an order whose edit waits for its payment, with a fault on the way back: nothing of either is left. */
export async function cancelEdited(platform: TestPlatform, broken?: Broken): Promise<string[]> {
  const { trial, look } = await declined(platform)
  const struck = broken && (await plan(platform, broken.step, broken.mode))
  await platform.cancel(trial)
  await platform.reach(trial, ['cancelled'])
  const ended = await look()
  if (struck) await awaitStrike(platform, struck)
  const faults = await checkOrder(platform, trial)
  return ended.status === 'failed' ? faults : [`the edit is ${ended.status}`, ...faults]
}
