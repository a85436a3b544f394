import { setTimeout as sleep } from 'node:timers/promises'
import { CloudEvent } from '@comptoir/contracts/event'
import {
  StockAlertRaised,
  StockCommitted,
  StockLevelChanged,
  StockReleased,
  StockReservationExpired,
  StockReserved,
} from '@comptoir/contracts/inventory'
import { runWithTrace } from '@comptoir/service/trace'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OwnRedis, startOwnRedis } from '../test/own-redis.ts'
import { createStock, fieldsOf, logKey, type Stock } from './stock-store.ts'

let own: OwnRedis
let stock: Stock

beforeAll(async () => {
  own = await startOwnRedis()
  stock = createStock(own.redis)
})
afterAll(() => own.stop())
beforeEach(() => own.redis.flushall())

const byStaff = { actor: 'staff-1', reason: 'count' }
const put = (sku: string, onHand: number, lowThreshold?: number) =>
  stock.setItem(sku, { onHand, lowThreshold, mode: 'upsert', ...byStaff })
const hold = (id: string, quantity: number, holdSeconds = 60, sku = 'A') =>
  stock.reserve({
    reservationId: id,
    orderId: `ord_${id}`,
    lines: [{ sku, quantity }],
    holdSeconds,
  })
const secure = (id: string, quantity: number) =>
  stock.secure({ reservationId: id, orderId: `ord_${id}`, lines: [{ sku: 'A', quantity }] })
const levels = async (sku = 'A') => {
  const { onHand, reserved, available } = await stock.readItem(sku)
  return { onHand, reserved, available }
}
const add = (quantity: number, idempotencyKey: string) => ({
  sku: 'A',
  type: 'adjustment' as const,
  quantity,
  reason: 'count',
  reference: '',
  actor: 'staff-1',
  idempotencyKey,
})

async function eventsOf(type: string): Promise<CloudEvent[]> {
  const entries = await own.redis.xrange(logKey, '-', '+')
  const events = entries.map(([, fields]) =>
    CloudEvent.parse(JSON.parse(fieldsOf(fields)['event'] ?? '')),
  )
  return events.filter((event) => event.type === type)
}
const alertKinds = async () =>
  (await eventsOf(StockAlertRaised.type)).map(
    (event) => StockAlertRaised.schema.parse(event.data).kind,
  )

/** Holds for a millisecond and waits until that is over: nothing sweeps. */
async function holdThatRanOut(id: string, quantity: number) {
  await hold(id, quantity, 0.001)
  await sleep(5)
}

describe('reserve', () => {
  it('holds every line', async () => {
    await put('A', 5)
    expect(await hold('res_1', 2)).toMatchObject({
      status: 'reserved',
      expiresAt: expect.any(String),
    })
    expect(await levels()).toEqual({ onHand: 5, reserved: 2, available: 3 })
  })

  it('holds no line when one is short, and says what is left', async () => {
    await put('A', 5)
    await put('B', 1)
    const lines = [
      { sku: 'A', quantity: 1 },
      { sku: 'B', quantity: 2 },
      { sku: 'nothing', quantity: 1 },
    ]
    const request = { reservationId: 'res_1', orderId: 'ord_1', lines, holdSeconds: 60 }
    expect(await stock.reserve(request)).toMatchObject({
      status: 'refused',
      shortages: [
        { sku: 'B', requested: 2, available: 1 },
        { sku: 'nothing', requested: 1, available: 0 },
      ],
    })
    expect(await levels('A')).toMatchObject({ reserved: 0 })
    expect(await levels('B')).toMatchObject({ reserved: 0 })
  })

  it('adds up a SKU that stands on two lines', async () => {
    await put('A', 3)
    const lines = [
      { sku: 'A', quantity: 2 },
      { sku: 'A', quantity: 2 },
    ]
    const request = { reservationId: 'res_1', orderId: 'ord_1', lines, holdSeconds: 60 }
    expect(await stock.reserve(request)).toMatchObject({
      status: 'refused',
      shortages: [{ sku: 'A', requested: 4, available: 3 }],
    })
  })

  it('answers the same when repeated, refused or not', async () => {
    await put('A', 2)
    const first = await hold('res_1', 2)
    expect(await hold('res_1', 2)).toEqual(first)
    const refused = await hold('res_2', 1)
    await put('A', 50)
    expect(await hold('res_2', 1)).toEqual(refused)
    expect(await levels()).toMatchObject({ reserved: 2 })
  })

  it('lets exactly one of a hundred buyers have the last unit', async () => {
    await put('A', 1)
    const outcomes = await Promise.all(Array.from({ length: 100 }, (_, n) => hold(`res_${n}`, 1)))
    const count = (status: string) => outcomes.filter((outcome) => outcome.status === status).length
    expect([count('reserved'), count('refused')]).toEqual([1, 99])
    expect(await levels()).toEqual({ onHand: 1, reserved: 1, available: 0 })
  })

  it('tells StockReserved and the level in the log, in the trace of the request', async () => {
    await put('A', 5)
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
    await runWithTrace(traceparent, () => hold('res_1', 2))
    const [reserved] = await eventsOf(StockReserved.type)
    expect(reserved).toMatchObject({
      id: 'reservations/res_1:1:0',
      source: 'inventory',
      subject: 'res_1',
      aggregateversion: 1,
      traceparent,
      data: { reservationId: 'res_1', orderId: 'ord_res_1', lines: [{ sku: 'A', quantity: 2 }] },
    })
    expect(Math.abs(Date.now() - Date.parse(reserved?.time ?? ''))).toBeLessThan(5_000)
    const changed = (await eventsOf(StockLevelChanged.type)).map((event) => event.data)
    expect(changed).toMatchObject([
      { onHand: 5, reserved: 0, available: 5, version: 1 },
      { onHand: 5, reserved: 2, available: 3, version: 2 },
    ])
  })
})

describe('expiry', () => {
  it('frees the stock by the clock, although nothing swept', async () => {
    await put('A', 2)
    await holdThatRanOut('res_1', 2)
    expect(await levels()).toEqual({ onHand: 2, reserved: 0, available: 2 })
    expect(await stock.readReservation('res_1')).toMatchObject({ status: 'expired' })
    expect(await hold('res_2', 2)).toMatchObject({ status: 'reserved' })
    expect(await levels()).toEqual({ onHand: 2, reserved: 2, available: 0 })
  })

  it('is told by the sweeper, once', async () => {
    await put('A', 2)
    await holdThatRanOut('res_1', 2)
    await hold('res_2', 1)
    expect(await stock.sweep(10)).toBe(1)
    expect(await stock.sweep(10)).toBe(0)
    expect(await eventsOf(StockReservationExpired.type)).toMatchObject([{ subject: 'res_1' }])
    expect(await levels()).toEqual({ onHand: 2, reserved: 1, available: 1 })
  })

  it('lets the same order hold again', async () => {
    await put('A', 2)
    await holdThatRanOut('res_1', 2)
    expect(await hold('res_1', 2)).toMatchObject({ status: 'reserved' })
    expect(await levels()).toMatchObject({ reserved: 2 })
  })
})

describe('secure', () => {
  it('takes the expiry off', async () => {
    await put('A', 2)
    await hold('res_1', 2, 0.03)
    expect(await secure('res_1', 2)).toEqual({ reservationId: 'res_1', status: 'secured' })
    await sleep(40)
    expect(await stock.sweep(10)).toBe(0)
    expect(await levels()).toMatchObject({ reserved: 2 })
  })

  it('holds again what ran out, swept or not, or what was never held', async () => {
    await put('A', 3)
    await holdThatRanOut('res_1', 1)
    expect(await secure('res_1', 1)).toMatchObject({ status: 'secured' })
    await holdThatRanOut('res_2', 1)
    await stock.sweep(10)
    expect(await secure('res_2', 1)).toMatchObject({ status: 'secured' })
    expect(await secure('res_3', 1)).toMatchObject({ status: 'secured' })
    expect(await levels()).toMatchObject({ reserved: 3 })
  })

  it('is refused when someone else has the stock by now, and stays so', async () => {
    await put('A', 1)
    await holdThatRanOut('res_1', 1)
    await hold('res_2', 1)
    const refused = await secure('res_1', 1)
    expect(refused).toMatchObject({
      status: 'refused',
      shortages: [{ sku: 'A', requested: 1, available: 0 }],
    })
    expect(await secure('res_1', 1)).toEqual(refused)
  })
})

describe('commit', () => {
  it('decrements what is on hand once, with a movement of the order', async () => {
    await put('A', 5)
    await hold('res_1', 2)
    await secure('res_1', 2)
    expect(await stock.commit('res_1')).toMatchObject({ status: 'committed' })
    expect(await stock.commit('res_1')).toMatchObject({ status: 'committed' })
    expect(await levels()).toEqual({ onHand: 3, reserved: 0, available: 3 })
    expect((await stock.movements('A', { limit: 10 })).items).toMatchObject([
      { type: 'sale', quantity: -2, onHand: 3, reference: 'ord_res_1' },
      { type: 'receipt', quantity: 5, onHand: 5 },
    ])
    expect(await eventsOf(StockCommitted.type)).toHaveLength(1)
  })

  it('after expiry sells what is still there, else refuses', async () => {
    await put('A', 1)
    await holdThatRanOut('res_1', 1)
    await holdThatRanOut('res_2', 1)
    expect(await stock.commit('res_1')).toMatchObject({ status: 'committed' })
    expect(await stock.commit('res_2')).toMatchObject({ status: 'refused' })
    expect(await levels()).toEqual({ onHand: 0, reserved: 0, available: 0 })
  })

  it('does not know what never was', async () => {
    expect(await stock.commit('res_9')).toEqual({ reservationId: 'res_9', status: 'unknown' })
  })
})

describe('release', () => {
  it('gives back what was held, once', async () => {
    await put('A', 2)
    await hold('res_1', 2)
    expect(await stock.release('res_1', 'ord_1')).toMatchObject({ status: 'released' })
    expect(await stock.release('res_1', 'ord_1')).toMatchObject({ status: 'released' })
    expect(await stock.commit('res_1')).toMatchObject({ status: 'released' })
    expect(await levels()).toEqual({ onHand: 2, reserved: 0, available: 2 })
    expect(await eventsOf(StockReleased.type)).toHaveLength(1)
  })

  it('restocks what was sold, with a return movement', async () => {
    await put('A', 2)
    await hold('res_1', 2)
    await stock.commit('res_1')
    expect(await stock.release('res_1', 'ord_1')).toMatchObject({ status: 'restocked' })
    expect(await stock.release('res_1', 'ord_1')).toMatchObject({ status: 'restocked' })
    expect(await levels()).toEqual({ onHand: 2, reserved: 0, available: 2 })
    expect((await stock.movements('A', { limit: 1 })).items).toMatchObject([
      { type: 'return', quantity: 2 },
    ])
  })

  it('leaves a tombstone that refuses a late reservation', async () => {
    await put('A', 2)
    expect(await stock.release('res_1', 'ord_1')).toMatchObject({ status: 'cancelled' })
    expect(await hold('res_1', 1)).toMatchObject({ status: 'cancelled' })
    expect(await secure('res_1', 1)).toMatchObject({ status: 'cancelled' })
    expect(await stock.commit('res_1')).toMatchObject({ status: 'cancelled' })
    expect(await levels()).toMatchObject({ reserved: 0 })
  })
})

describe('move', () => {
  it('moves once per key and refuses another request under it', async () => {
    await put('A', 5)
    const first = await stock.move(add(-2, 'key-0001'))
    expect(await stock.move(add(-2, 'key-0001'))).toEqual(first)
    await expect(stock.move(add(-1, 'key-0001'))).rejects.toThrow('idempotency_key_reused')
    expect(await levels()).toMatchObject({ onHand: 3 })
  })

  it('never takes more than is on hand', async () => {
    await put('A', 1)
    await expect(stock.move(add(-2, 'key-0001'))).rejects.toThrow('out_of_stock')
    await expect(stock.move({ ...add(1, 'key-0002'), sku: 'Z' })).rejects.toThrow('not_found')
  })
})

describe('alerts', () => {
  it('are raised once per crossing, not at every sale around the threshold', async () => {
    await put('A', 12, 8)
    await hold('res_1', 4)
    await stock.release('res_1', 'ord_1')
    await hold('res_2', 3)
    await hold('res_3', 1)
    await stock.release('res_3', 'ord_3')
    await hold('res_4', 1)
    expect(await alertKinds()).toEqual(['low', 'low'])
  })

  it('go from low to out to oversold and back in stock', async () => {
    await put('A', 6, 2)
    await hold('res_1', 4)
    await hold('res_2', 2)
    await stock.move(add(-1, 'key-0001'))
    await stock.move(add(9, 'key-0002'))
    expect(await alertKinds()).toEqual(['low', 'out', 'oversold', 'back_in_stock'])
  })

  it('are silent for an item that is new and empty', async () => {
    await put('A', 0, 5)
    expect(await alertKinds()).toEqual([])
    expect(await stock.readItem('A')).toMatchObject({ level: 'out' })
  })
})

describe('setItem', () => {
  it('changes nothing when repeated, and nothing that exists in insert mode', async () => {
    expect(await put('A', 5, 1)).toMatchObject({ outcome: 'created' })
    expect(await put('A', 5, 1)).toMatchObject({ outcome: 'unchanged', item: { version: 1 } })
    const inserted = await stock.setItem('A', { onHand: 9, mode: 'insert', ...byStaff })
    expect(inserted).toMatchObject({ outcome: 'unchanged', item: { onHand: 5 } })
    expect(await put('A', 7)).toMatchObject({
      outcome: 'changed',
      item: { onHand: 7, lowThreshold: 1 },
    })
    await expect(
      stock.setItem('Z', { lowThreshold: 1, mode: 'update', ...byStaff }),
    ).rejects.toThrow('not_found')
  })

  it('refuses a version that is not the current one', async () => {
    await put('A', 5)
    const change = { onHand: 6, mode: 'upsert' as const, ...byStaff }
    await expect(stock.setItem('A', { ...change, ifVersion: 9 })).rejects.toThrow(
      'precondition_failed',
    )
    expect(await stock.setItem('A', { ...change, ifVersion: 1 })).toMatchObject({
      outcome: 'changed',
    })
  })
})

describe('movements', () => {
  it('come in pages, newest first', async () => {
    await put('A', 1)
    for (const n of [2, 3, 4]) await put('A', n)
    const first = await stock.movements('A', { limit: 3 })
    expect(first.items.map((movement) => movement.onHand)).toEqual([4, 3, 2])
    const rest = await stock.movements('A', { limit: 3, cursor: first.nextCursor })
    expect(rest.items.map((movement) => movement.onHand)).toEqual([1])
    expect(rest.nextCursor).toBeUndefined()
    await expect(stock.movements('A', { limit: 3, cursor: 'x' })).rejects.toThrow('invalid_request')
  })
})
