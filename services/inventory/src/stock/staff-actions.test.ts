import { StaffActionRecorded, StockLevelChanged } from '@comptoir/contracts/inventory/events'
import { StaffAction } from '@comptoir/contracts/platform/staff-action'
import { runAudited } from '@comptoir/service/audit/audit-scope'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { startOwnStock } from '../../test/own-stock.ts'

const own = await startOwnStock()
const { stock, put, hold } = own
beforeEach(own.empty)
afterAll(own.stop)

const scope = {
  ...{ actionId: 'act_1', operation: 'SetStock', isForStaff: true },
  actor: { userId: 'usr_1', roles: ['staff', 'admin'] },
  reason: 'compté à nouveau | "deux" fois',
}
const asStaff = <T>(act: () => Promise<T>) => runAudited(scope, act)
const told = async () =>
  (await own.eventsOf(StaffActionRecorded)).map(({ data }) => StaffAction.parse(data))

describe('what staff change of the stock', () => {
  it('leave with the stock, in the same script: who, why, before and after', async () => {
    await asStaff(() => put('A', 5, 2))
    await asStaff(() => put('A', 7, 2))
    const { actionId, operation, actor, reason } = scope
    const object = { collection: 'stock-items', id: 'A' }
    expect(await told()).toEqual([
      {
        ...{ actionId, operation, actor, reason, object, change: 'created' },
        fields: [
          { path: 'onHand', after: 5 },
          { path: 'lowThreshold', after: 2 },
        ],
      },
      {
        ...{ actionId, operation, actor, reason, object, change: 'changed' },
        fields: [{ path: 'onHand', before: 5, after: 7 }],
      },
    ])
    const ids = (await own.eventsOf(StaffActionRecorded)).map(({ id }) => id)
    expect(ids).toEqual(['stock-items/A:1:2', 'stock-items/A:2:2'])
  })

  it('is one entry of a movement, however often it is sent, and none of what changes nothing', async () => {
    await put('A', 5)
    const movement = {
      sku: 'A',
      type: 'adjustment',
      quantity: -2,
      reason: 'broken',
      reference: '',
    } as const
    const move = () => stock.move({ ...movement, actor: 'usr_1', idempotencyKey: 'k' })
    await asStaff(move)
    await asStaff(move)
    await asStaff(() => put('A', 3))
    expect((await told()).map(({ fields }) => fields)).toEqual([
      [{ path: 'onHand', before: 5, after: 3 }],
    ])
  })

  it('is not what shoppers and sagas do', async () => {
    await put('A', 5)
    await hold('r1', 2)
    expect(await told()).toEqual([])
    expect((await own.eventsOf(StockLevelChanged)).length).toBe(2)
  })
})
