import { setTimeout as sleep } from 'node:timers/promises'
import {
  StockCommitted,
  StockLevelChanged,
  StockReleased,
  StockReservationExpired,
  StockReserved,
} from '@comptoir/contracts/inventory/events'
import { runWithTrace } from '@comptoir/service/observability/trace'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OwnStock, startOwnStock } from '../../test/own-stock.ts'

let own: OwnStock

beforeAll(async () => {
  own = await startOwnStock()
})
afterAll(() => own.stop())
beforeEach(() => own.empty())

describe('reserve', () => {
  it('holds every line', async () => {
    await own.put('A', 5)
    expect(await own.hold('res_1', 2)).toMatchObject({
      status: 'reserved',
      expiresAt: expect.any(String),
    })
    expect(await own.levels()).toEqual({ onHand: 5, reserved: 2, available: 3 })
  })

  it('holds no line when one is short, and says what is left', async () => {
    await own.put('A', 5)
    await own.put('B', 1)
    const lines = [
      { sku: 'A', quantity: 1 },
      { sku: 'B', quantity: 2 },
      { sku: 'nothing', quantity: 1 },
    ]
    const request = { reservationId: 'res_1', orderId: 'ord_1', lines, holdSeconds: 60 }
    expect(await own.stock.reserve(request)).toMatchObject({
      status: 'refused',
      shortages: [
        { sku: 'B', requested: 2, available: 1 },
        { sku: 'nothing', requested: 1, available: 0 },
      ],
    })
    expect(await own.levels('A')).toMatchObject({ reserved: 0 })
    expect(await own.levels('B')).toMatchObject({ reserved: 0 })
  })

  it('adds up a SKU that stands on two lines', async () => {
    await own.put('A', 3)
    const lines = [
      { sku: 'A', quantity: 2 },
      { sku: 'A', quantity: 2 },
    ]
    const request = { reservationId: 'res_1', orderId: 'ord_1', lines, holdSeconds: 60 }
    expect(await own.stock.reserve(request)).toMatchObject({
      status: 'refused',
      shortages: [{ sku: 'A', requested: 4, available: 3 }],
    })
  })

  it('answers the same when repeated, refused or not', async () => {
    await own.put('A', 2)
    const first = await own.hold('res_1', 2)
    expect(await own.hold('res_1', 2)).toEqual(first)
    const refused = await own.hold('res_2', 1)
    await own.put('A', 50)
    expect(await own.hold('res_2', 1)).toEqual(refused)
    expect(await own.levels()).toMatchObject({ reserved: 2 })
  })

  it('lets exactly one of a hundred buyers have the last unit', async () => {
    await own.put('A', 1)
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, n) => own.hold(`res_${n}`, 1)),
    )
    const count = (status: string) => outcomes.filter((outcome) => outcome.status === status).length
    expect([count('reserved'), count('refused')]).toEqual([1, 99])
    expect(await own.levels()).toEqual({ onHand: 1, reserved: 1, available: 0 })
  })

  it('tells StockReserved and the level in the log, in the trace of the request', async () => {
    await own.put('A', 5)
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
    const before = Date.now()
    await runWithTrace(traceparent, () => own.hold('res_1', 2))
    const after = Date.now()
    const [reserved] = await own.eventsOf(StockReserved)
    expect(reserved).toMatchObject({
      id: 'reservations/res_1:1:0',
      source: 'inventory',
      subject: 'res_1',
      aggregateversion: 1,
      traceparent,
      data: { reservationId: 'res_1', orderId: 'ord_res_1', lines: [{ sku: 'A', quantity: 2 }] },
    })
    const time = Date.parse(reserved?.time ?? '')
    expect(time).toBeGreaterThanOrEqual(before)
    expect(time).toBeLessThanOrEqual(after)
    const changed = (await own.eventsOf(StockLevelChanged)).map((event) => event.data)
    expect(changed).toMatchObject([
      { onHand: 5, reserved: 0, available: 5, version: 1 },
      { onHand: 5, reserved: 2, available: 3, version: 2 },
    ])
  })
})

describe('expiry', () => {
  it('frees the stock by the clock, although nothing swept', async () => {
    await own.put('A', 2)
    await own.holdThatRanOut('res_1', 2)
    expect(await own.levels()).toEqual({ onHand: 2, reserved: 0, available: 2 })
    expect(await own.stock.readReservation('res_1')).toMatchObject({ status: 'expired' })
    expect(await own.hold('res_2', 2)).toMatchObject({ status: 'reserved' })
    expect(await own.levels()).toEqual({ onHand: 2, reserved: 2, available: 0 })
  })

  it('is counted in the level that is told, before anything swept', async () => {
    await own.put('A', 2)
    await own.holdThatRanOut('res_1', 2)
    await own.hold('res_2', 1)
    const told = (await own.eventsOf(StockLevelChanged)).at(-1)
    expect(told?.data).toMatchObject({ reserved: 1, available: 1, level: 'ok' })
  })

  it('is told by the sweeper, once', async () => {
    await own.put('A', 2)
    await own.holdThatRanOut('res_1', 2)
    await own.hold('res_2', 1)
    expect(await own.stock.sweep(10)).toBe(1)
    expect(await own.stock.sweep(10)).toBe(0)
    expect(await own.eventsOf(StockReservationExpired)).toMatchObject([{ subject: 'res_1' }])
    expect(await own.levels()).toEqual({ onHand: 2, reserved: 1, available: 1 })
  })

  it('lets the same order hold again', async () => {
    await own.put('A', 2)
    await own.holdThatRanOut('res_1', 2)
    expect(await own.hold('res_1', 2)).toMatchObject({ status: 'reserved' })
    expect(await own.levels()).toMatchObject({ reserved: 2 })
  })
})

describe('secure', () => {
  it('takes the expiry off', async () => {
    await own.put('A', 2)
    await own.hold('res_1', 2, 0.03)
    expect(await own.secure('res_1', 2)).toEqual({ reservationId: 'res_1', status: 'secured' })
    await sleep(40)
    expect(await own.stock.sweep(10)).toBe(0)
    expect(await own.levels()).toMatchObject({ reserved: 2 })
  })

  it('holds again what ran out, swept or not, or what was never held', async () => {
    await own.put('A', 3)
    await own.holdThatRanOut('res_1', 1)
    expect(await own.secure('res_1', 1)).toMatchObject({ status: 'secured' })
    await own.holdThatRanOut('res_2', 1)
    await own.stock.sweep(10)
    expect(await own.secure('res_2', 1)).toMatchObject({ status: 'secured' })
    expect(await own.secure('res_3', 1)).toMatchObject({ status: 'secured' })
    expect(await own.levels()).toMatchObject({ reserved: 3 })
  })

  it('is refused when someone else has the stock by now, and stays so', async () => {
    await own.put('A', 1)
    await own.holdThatRanOut('res_1', 1)
    await own.hold('res_2', 1)
    const refused = await own.secure('res_1', 1)
    expect(refused).toMatchObject({
      status: 'refused',
      shortages: [{ sku: 'A', requested: 1, available: 0 }],
    })
    expect(await own.secure('res_1', 1)).toEqual(refused)
  })
})

describe('commit', () => {
  it('decrements what is on hand once, with a movement of the order', async () => {
    await own.put('A', 5)
    await own.hold('res_1', 2)
    await own.secure('res_1', 2)
    expect(await own.stock.commit('res_1')).toMatchObject({ status: 'committed' })
    expect(await own.stock.commit('res_1')).toMatchObject({ status: 'committed' })
    expect(await own.levels()).toEqual({ onHand: 3, reserved: 0, available: 3 })
    expect((await own.stock.movements('A', { limit: 10 })).items).toMatchObject([
      { type: 'sale', quantity: -2, onHand: 3, reference: 'ord_res_1' },
      { type: 'receipt', quantity: 5, onHand: 5 },
    ])
    expect(await own.eventsOf(StockCommitted)).toHaveLength(1)
  })

  it('after expiry sells what is still there, else refuses', async () => {
    await own.put('A', 1)
    await own.holdThatRanOut('res_1', 1)
    await own.holdThatRanOut('res_2', 1)
    expect(await own.stock.commit('res_1')).toMatchObject({ status: 'committed' })
    expect(await own.stock.commit('res_2')).toMatchObject({ status: 'refused' })
    expect(await own.levels()).toEqual({ onHand: 0, reserved: 0, available: 0 })
  })

  it('does not know what never was', async () => {
    expect(await own.stock.commit('res_9')).toEqual({ reservationId: 'res_9', status: 'unknown' })
  })
})

describe('release', () => {
  it('gives back what was held, once', async () => {
    await own.put('A', 2)
    await own.hold('res_1', 2)
    expect(await own.stock.release('res_1', 'ord_1')).toMatchObject({ status: 'released' })
    expect(await own.stock.release('res_1', 'ord_1')).toMatchObject({ status: 'released' })
    expect(await own.stock.commit('res_1')).toMatchObject({ status: 'released' })
    expect(await own.levels()).toEqual({ onHand: 2, reserved: 0, available: 2 })
    expect(await own.eventsOf(StockReleased)).toHaveLength(1)
  })

  it('restocks what was sold, with a return movement', async () => {
    await own.put('A', 2)
    await own.hold('res_1', 2)
    await own.stock.commit('res_1')
    expect(await own.stock.release('res_1', 'ord_1')).toMatchObject({ status: 'restocked' })
    expect(await own.stock.release('res_1', 'ord_1')).toMatchObject({ status: 'restocked' })
    expect(await own.levels()).toEqual({ onHand: 2, reserved: 0, available: 2 })
    expect((await own.stock.movements('A', { limit: 1 })).items).toMatchObject([
      { type: 'return', quantity: 2 },
    ])
  })

  it('leaves a tombstone that refuses a late reservation', async () => {
    await own.put('A', 2)
    expect(await own.stock.release('res_1', 'ord_1')).toMatchObject({ status: 'cancelled' })
    expect(await own.hold('res_1', 1)).toMatchObject({ status: 'cancelled' })
    expect(await own.secure('res_1', 1)).toMatchObject({ status: 'cancelled' })
    expect(await own.stock.commit('res_1')).toMatchObject({ status: 'cancelled' })
    expect(await own.levels()).toMatchObject({ reserved: 0 })
  })
})
