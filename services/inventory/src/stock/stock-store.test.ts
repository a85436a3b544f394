import { StockAlertCleared, StockAlertRaised } from '@comptoir/contracts/inventory/events'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OwnStock, startOwnStock } from '../../test/own-stock.ts'
import { logKey } from './stock-store.ts'

let own: OwnStock

beforeAll(async () => {
  own = await startOwnStock()
})
afterAll(() => own.stop())
beforeEach(() => own.empty())

const byStaff = { actor: 'staff-1', reason: 'count' }
const add = (quantity: number, idempotencyKey: string) => ({
  sku: 'A',
  type: 'adjustment' as const,
  quantity,
  reason: 'count',
  reference: '',
  actor: 'staff-1',
  idempotencyKey,
})

const alertKinds = async () =>
  (await own.eventsOf(StockAlertRaised)).map(
    (event) => StockAlertRaised.schema.parse(event.data).kind,
  )

describe('move', () => {
  it('moves once per key and refuses another request under it', async () => {
    await own.put('A', 5)
    const first = await own.stock.move(add(-2, 'key-0001'))
    expect(await own.stock.move(add(-2, 'key-0001'))).toEqual(first)
    await expect(own.stock.move(add(-1, 'key-0001'))).rejects.toThrow('idempotency_key_reused')
    expect(await own.levels()).toMatchObject({ onHand: 3 })
  })

  it('is told with the time that the list shows', async () => {
    await own.put('A', 1)
    for (let n = 1; n <= 100; n++) {
      const moved = await own.stock.move(add(1, `key-${n}`))
      const { items } = await own.stock.movements('A', { limit: 1 })
      expect(items).toEqual([moved])
    }
  })

  it('never takes more than is on hand', async () => {
    await own.put('A', 1)
    await expect(own.stock.move(add(-2, 'key-0001'))).rejects.toThrow('out_of_stock')
    await expect(own.stock.move({ ...add(1, 'key-0002'), sku: 'Z' })).rejects.toThrow('not_found')
  })
})

describe('restock', () => {
  it('puts the lines of a return on the shelf once, as movements; what is sold no more is left out', async () => {
    await own.put('A', 5)
    const lines = [
      { sku: 'A', quantity: 2 },
      { sku: 'GONE', quantity: 1 },
      { sku: 'A', quantity: 1 },
    ]
    const restock = () => own.stock.restock({ returnId: 'ret_1_1', orderId: 'ord_1', lines })
    const restocked = { returnId: 'ret_1_1', lines: [{ sku: 'A', quantity: 3 }] }
    const answers = await Promise.all([restock(), restock()])
    expect(answers).toEqual([restocked, restocked])
    expect(await own.levels()).toMatchObject({ onHand: 8 })
    const { items } = await own.stock.movements('A', { limit: 1 })
    expect(items).toMatchObject([
      { type: 'return', quantity: 3, reason: 'return of ord_1', reference: 'ret_1_1' },
    ])
  })

  it('remembers a return of which nothing could be put there', async () => {
    const lines = [{ sku: 'GONE', quantity: 1 }]
    const restock = () => own.stock.restock({ returnId: 'ret_1_2', orderId: 'ord_1', lines })
    expect(await restock()).toEqual({ returnId: 'ret_1_2', lines: [] })
    await own.put('GONE', 1)
    expect(await restock()).toEqual({ returnId: 'ret_1_2', lines: [] })
  })
})

describe('the event log', () => {
  it('is bounded, however much stock moves in a day', async () => {
    const fill = `for n = 1, 60000 do redis.call('XADD', KEYS[1], '*', 'event', '{}') end`
    await own.redis.eval(fill, 1, logKey)
    await own.put('A', 1)
    expect(await own.redis.xlen(logKey)).toBeLessThan(51_000)
  })
})

describe('alerts', () => {
  it('are raised once per crossing, not at every sale around the threshold', async () => {
    await own.put('A', 12, 8)
    await own.hold('res_1', 4)
    await own.stock.release('res_1', 'ord_1')
    await own.hold('res_2', 3)
    await own.hold('res_3', 1)
    await own.stock.release('res_3', 'ord_3')
    await own.hold('res_4', 1)
    expect(await alertKinds()).toEqual(['low', 'low'])
    const cleared = await own.eventsOf(StockAlertCleared)
    expect(cleared.map(({ data }) => data)).toEqual([{ sku: 'A', available: 12 }])
  })

  it('go from low to out to oversold and back in stock', async () => {
    await own.put('A', 6, 2)
    await own.hold('res_1', 4)
    await own.hold('res_2', 2)
    await own.stock.move(add(-1, 'key-0001'))
    await own.stock.move(add(9, 'key-0002'))
    expect(await alertKinds()).toEqual(['low', 'out', 'oversold', 'back_in_stock'])
  })

  it('say where the stock is now: what is back may still be low', async () => {
    await own.put('A', 2, 5)
    await own.hold('res_1', 2)
    await own.stock.move(add(3, 'key-0001'))
    const told = (await own.eventsOf(StockAlertRaised)).map(({ data }) =>
      StockAlertRaised.schema.parse(data),
    )
    expect(told.map(({ kind, level }) => [kind, level])).toEqual([
      ['out', 'out'],
      ['back_in_stock', 'low'],
    ])
  })

  it('are silent for an item that is new and empty', async () => {
    await own.put('A', 0, 5)
    expect(await alertKinds()).toEqual([])
    expect(await own.stock.readItem('A')).toMatchObject({ level: 'out' })
  })
})

describe('setItem', () => {
  it('changes nothing when repeated, and nothing that exists in insert mode', async () => {
    expect(await own.put('A', 5, 1)).toMatchObject({ outcome: 'created' })
    expect(await own.put('A', 5, 1)).toMatchObject({ outcome: 'unchanged', item: { version: 1 } })
    const inserted = await own.stock.setItem('A', { onHand: 9, mode: 'insert', ...byStaff })
    expect(inserted).toMatchObject({ outcome: 'unchanged', item: { onHand: 5 } })
    expect(await own.put('A', 7)).toMatchObject({
      outcome: 'changed',
      item: { onHand: 7, lowThreshold: 1 },
    })
    await expect(
      own.stock.setItem('Z', { lowThreshold: 1, mode: 'update', ...byStaff }),
    ).rejects.toThrow('not_found')
  })

  it('refuses a version that is not the current one', async () => {
    await own.put('A', 5)
    const change = { onHand: 6, mode: 'upsert' as const, ...byStaff }
    await expect(own.stock.setItem('A', { ...change, ifVersion: 9 })).rejects.toThrow(
      'precondition_failed',
    )
    expect(await own.stock.setItem('A', { ...change, ifVersion: 1 })).toMatchObject({
      outcome: 'changed',
    })
  })
})

describe('movements', () => {
  it('come in pages, newest first', async () => {
    await own.put('A', 1)
    for (const n of [2, 3, 4]) await own.put('A', n)
    const first = await own.stock.movements('A', { limit: 3 })
    expect(first.items.map((movement) => movement.onHand)).toEqual([4, 3, 2])
    const rest = await own.stock.movements('A', { limit: 3, cursor: first.nextCursor })
    expect(rest.items.map((movement) => movement.onHand)).toEqual([1])
    expect(rest.nextCursor).toBeUndefined()
    await expect(own.stock.movements('A', { limit: 3, cursor: 'x' })).rejects.toThrow(
      'invalid_request',
    )
  })
})
