import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import type { Purge } from '@comptoir/dapr/workflow/engine'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { anOrder, at } from '../../test/samples.ts'
import { createAppTwin } from '../../test/twins/app-twin.ts'
import type { Order } from '../order/order.ts'
import { requestCancel } from '../order/order-cancel.ts'
import { renewSagaId, sagaIdOf } from '../order/order-sagas.ts'
import type { SagaControl } from './saga-starter.ts'
import { secondsToCheck } from './signal-waits.ts'
import { watchOnce } from './unattended-orders.ts'

/** What is asked of the engine when a saga is started again after `seconds`: under an id of its own. */
const renewed = (id: string, seconds: number) => [
  `forget ${id}`,
  `start ${id}-${later(seconds).getTime().toString(36)}`,
]
const later = (seconds: number) => new Date(Date.parse(at) + 1_000 * seconds)

/**
 * `running`: the sagas that run, with the seconds since their last turn, NaN before the first. `overdue`: for how many
 * seconds their next one has been due; without it no timer and no step of theirs is open.
 */
async function watch(
  change: Partial<Order>,
  seconds: number,
  running: Readonly<Record<string, number>> = {},
  overdue?: number,
) {
  const twin = createAppTwin()
  await twin.seed({ ...change, statusSince: at })
  const turns = new Map(Object.entries(running))
  const due = overdue === undefined ? undefined : later(seconds - overdue)
  return await watchTwin(twin, seconds, {
    nextTurnBy: async () => due,
    async running(id) {
      const silent = turns.get(id)
      if (silent === undefined) return undefined
      return Number.isNaN(silent) ? {} : { lastTurnAt: later(seconds - silent) }
    },
  })
}

type Twin = ReturnType<typeof createAppTwin>

type Engine = Pick<SagaControl, 'running'> & Partial<Pick<SagaControl, 'nextTurnBy'>>

async function watchTwin(twin: Twin, seconds: number, engine: Engine, known: Purge = 'purged') {
  await watchOnce({
    orders: twin.orders,
    sagas: {
      startOrderSaga: async (o) => void twin.calls.push(`start ${sagaIdOf(o, 'order')}`),
      startCancelSaga: async (o) => void twin.calls.push(`start ${sagaIdOf(o, 'cancel')}`),
      startEditSaga: async (o) => void twin.calls.push(`start ${sagaIdOf(o, 'edit')}`),
      signal: async () => undefined,
      nextTurnBy: async () => undefined,
      ...engine,
      end: async (id) => void twin.calls.push(`end ${id}`),
      forget: async (id) => (twin.calls.push(`forget ${id}`) > 0 ? known : 'none'),
    },
    clock: () => later(seconds),
    log: silentLog(),
    unattendedSeconds: 600,
    refundLate: async (id) => void twin.calls.push(`refund ${id}`),
    settings: fixedSettings(),
  })
  const order = (await twin.orders.get('ord_1'))?.data
  return { calls: twin.calls, status: order?.status, cancellation: order?.cancellation }
}

describe('the watch', () => {
  it('starts the saga of an order whose start was lost, or is on its way', async () => {
    const twin = createAppTwin()
    await twin.seed({ status: 'pending', statusSince: at })
    const { calls } = await watchTwin(twin, 6, { running: async () => undefined }, 'none')
    expect(calls).toEqual(['forget ord_1', 'start ord_1'])
  })

  it('starts the saga of a new order again under another id when it had ended', async () => {
    expect((await watch({ status: 'pending' }, 6)).calls).toEqual(renewed('ord_1', 6))
  })

  it('leaves alone what is young or attended to', async () => {
    expect((await watch({ status: 'pending' }, 4)).calls).toEqual([])
    expect((await watch({ status: 'pending' }, 6, { ord_1: 1 })).calls).toEqual([])
    expect((await watch({ status: 'confirmed' }, 60)).calls).toEqual([])
  })

  it('starts a saga again that failed on the way', async () => {
    expect((await watch({ status: 'confirmed' }, 601)).calls).toEqual(renewed('ord_1', 601))
  })

  it('looks at the newest instance of a saga that was started again', async () => {
    const order = renewSagaId(anOrder({ status: 'confirmed' }), 'order', at)
    const id = sagaIdOf(order, 'order')
    expect((await watch(order, 601, { [id]: 1 })).calls).toEqual([])
    const { calls } = await watch(order, 601, { ord_1: 1 })
    expect(calls).toEqual([`forget ${id}`, renewed('ord_1', 601)[1]])
  })

  it('starts it at once when a cancel waits for it', async () => {
    const asked = requestCancel(anOrder({ status: 'confirmed' }), {
      reason: 'x',
      by: 'customer',
      at,
    })
    expect((await watch(asked, 6)).calls).toEqual(renewed('ord_1', 6))
    expect((await watch(asked, 6, { ord_1: 1 })).calls).toEqual([])
  })

  it('ends a saga whose timer or step is overdue, to start it again', async () => {
    const waiting = { status: 'awaiting_payment' as const }
    const watched = async (silent: number, overdue?: number) =>
      (await watch(waiting, 900, { ord_1: silent }, overdue)).calls
    expect(await watched(700, -60)).toEqual([])
    expect(await watched(700, 55)).toEqual([])
    expect(await watched(700, 65)).toEqual(['end ord_1'])
    expect(await watched(115)).toEqual([])
    expect(await watched(125)).toEqual(['end ord_1'])
  })

  it('gives a saga two minutes for its first turn, from when it was asked for', async () => {
    const first = { status: 'pending' as const, placedAt: at }
    expect((await watch(first, 115, { ord_1: Number.NaN })).calls).toEqual([])
    expect((await watch(first, 125, { ord_1: Number.NaN })).calls).toEqual(['end ord_1'])
    const again = renewSagaId(anOrder(first), 'order', later(1_000).toISOString())
    const id = sagaIdOf(again, 'order')
    expect((await watch(again, 1_115, { [id]: Number.NaN })).calls).toEqual([])
    expect((await watch(again, 1_125, { [id]: Number.NaN })).calls).toEqual([`end ${id}`])
  })

  it('ends a cancel saga that takes no turn any more', async () => {
    const request = { reason: 'x', by: 'customer' as const, at }
    const asked = requestCancel(anOrder({ status: 'processing' }), request)
    expect((await watch(asked, 130, { 'ord_1-cancel': 115 })).calls).toEqual([])
    expect((await watch(asked, 130, { 'ord_1-cancel': 125 })).calls).toEqual(['end ord_1-cancel'])
  })

  it('sees to the others though one cannot be looked at', async () => {
    const twin = createAppTwin()
    await twin.seed({ orderId: 'ord_1', statusSince: at })
    await twin.seed({ orderId: 'ord_2', statusSince: at })
    const running = async (id: string) => {
      if (id === 'ord_1') throw new Error('no answer')
      return undefined
    }
    expect((await watchTwin(twin, 6, { running })).calls).toEqual(renewed('ord_2', 6))
  })

  it('sees to all of them, however many are before', async () => {
    const twin = createAppTwin()
    const ids = Array.from({ length: 120 }, (_, n) => `ord_${String(n).padStart(3, '0')}`)
    for (const orderId of ids) await twin.seed({ orderId, statusSince: at })
    const turns = { lastTurnAt: later(5) }
    const running = async (id: string) => (id === 'ord_119' ? undefined : turns)
    expect((await watchTwin(twin, 6, { running })).calls).toEqual(renewed('ord_119', 6))
  })

  it('refuses a cancel that no saga began before the parcel left', async () => {
    const request = { reason: 'x', by: 'customer' as const, at }
    const asked = requestCancel(anOrder({ status: 'processing' }), request)
    const { calls, status, cancellation } = await watch({ ...asked, status: 'delivered' }, 6)
    expect([calls, status, cancellation?.status]).toEqual([[], 'delivered', 'refused'])
  })

  it('starts a cancel saga whose start was lost', async () => {
    const request = { reason: 'x', by: 'customer' as const, at }
    const asked = requestCancel(anOrder({ status: 'processing' }), request)
    expect((await watch(asked, 6)).calls).toEqual(renewed('ord_1-cancel', 6))
    expect((await watch(asked, 6, { 'ord_1-cancel': 1 })).calls).toEqual([])
  })

  it('completes a delivered order when its return window is over', async () => {
    expect((await watch({ status: 'delivered' }, 29 * 86_400)).status).toBe('delivered')
    expect((await watch({ status: 'delivered' }, 31 * 86_400)).status).toBe('completed')
  })
})

describe('the rhythm of checks', () => {
  it('is about 1, 5, 15, 60 seconds, then five minutes, spread by a tenth', () => {
    const expected = [1, 5, 15, 60, 300, 300]
    for (const [checks, seconds] of expected.entries()) {
      const pause = secondsToCheck('ord_1', checks)
      expect(Math.abs(pause - seconds)).toBeLessThanOrEqual(seconds / 10)
      expect(secondsToCheck('ord_1', checks)).toBe(pause)
    }
    expect(secondsToCheck('ord_2', 0)).not.toBe(secondsToCheck('ord_1', 0))
  })
})
