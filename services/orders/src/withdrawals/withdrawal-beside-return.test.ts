import { silentLog } from '@comptoir/service/test/silent-log'
import { expect, it } from 'vitest'
import { aDeliveredOrder } from '../../test/sagas/return-world.ts'
import { at } from '../../test/samples.ts'
import { createAppTwin } from '../../test/twins/app-twin.ts'
import type { Order } from '../order/order.ts'
import { applyOpenWithdrawals } from './unattended-withdrawals.ts'

const declaration = {
  ...{ name: 'Camille Durand', orderNumber: 'CMD-0000-0000', email: 'camille@example.com' },
}
const claim = {
  ...{ returnId: 'ret_1_1', kind: 'return' as const, cause: 'choice' as const },
  ...{ status: 'open' as const, requestedAt: at, key: 'key' },
  lines: [
    { sku: 'MUG', quantity: 3 },
    { sku: 'POT', quantity: 1 },
    { sku: 'GIFT', quantity: 1 },
  ],
}
type Claim = NonNullable<Order['returns']>[number]

/** An order of which all is on its way back by a return, and then withdrawn from. */
async function withdrawn() {
  const twin = createAppTwin()
  await twin.orders.create('ord_1', aDeliveredOrder({ returns: [claim] }))
  const post = async (operation: string, body: object) =>
    (await (await twin.send(operation, { as: 'nobody', body })).json()) as {
      readonly confirmationToken: string
      readonly withdrawal: { readonly withdrawalId: string }
    }
  const { confirmationToken, withdrawal } = await post('POST /api/withdrawals', declaration)
  const { withdrawalId } = withdrawal
  await post(`POST /api/withdrawals/${withdrawalId}/confirm`, { confirmationToken })
  const later = new Date(Date.parse(at) + 60_000)
  const sweep = () => applyOpenWithdrawals({ ...twin.deps, clock: () => later, log: silentLog() })
  const outcome = async () => {
    await sweep()
    const data = (await twin.withdrawals.get(withdrawalId))?.data
    return data?.status === 'confirmed' ? data.outcome : undefined
  }
  const become = (change: Partial<Claim>) =>
    twin.orders.change('ord_1', (order) => ({ ...order, returns: [{ ...claim, ...change }] }))
  const taken = async (id: string) =>
    (await twin.returns.get(id))?.data.lines.map(({ sku, quantity }) => [sku, quantity])
  return { outcome, become, taken }
}

it('a withdrawal from goods that are on their way back waits for that return, and takes what it leaves', async () => {
  const { outcome, become, taken } = await withdrawn()
  expect(await outcome()).toBeUndefined()
  await become({ status: 'done', lines: [{ sku: 'MUG', quantity: 2 }] })
  expect(await outcome()).toMatchObject({ kind: 'return', returnId: 'ret_1_2' })
  expect(await taken('ret_1_2')).toEqual([
    ['MUG', 1],
    ['POT', 1],
    ['GIFT', 1],
  ])
})

it('a withdrawal takes all of it once the return beside it came to nothing', async () => {
  const { outcome, become, taken } = await withdrawn()
  await become({ status: 'ended' })
  expect(await outcome()).toMatchObject({ kind: 'return', returnId: 'ret_1_2' })
  expect(await taken('ret_1_2')).toHaveLength(3)
})

it('a withdrawal is left to staff when the return beside it took everything', async () => {
  const { outcome, become } = await withdrawn()
  await become({ status: 'done' })
  expect(await outcome()).toEqual({ kind: 'excluded', orderId: 'ord_1' })
})
