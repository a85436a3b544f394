import { describe, expect, it } from 'vitest'
import { anOrder, at } from '../../test/samples.ts'
import { note } from '../order/order.ts'
import { createOrderListeners } from './order-listeners.ts'

describe('a subscription to an order', () => {
  it('gets a change at once while it waits', async () => {
    const listeners = createOrderListeners()
    const waiting = listeners.subscribe('ord_1').next(10_000)
    listeners.notify(anOrder({ status: 'confirmed' }))
    expect((await waiting)?.status).toBe('confirmed')
  })

  it('gets the last change from before it waited, once', async () => {
    const listeners = createOrderListeners()
    const subscription = listeners.subscribe('ord_1')
    listeners.notify(anOrder({ status: 'awaiting_payment' }))
    listeners.notify(anOrder({ status: 'confirmed' }))
    expect((await subscription.next(10_000))?.status).toBe('confirmed')
    expect(subscription.take()).toBeUndefined()
  })

  it('is closed in the instant in which its time is up: nobody relies on it then', async () => {
    const listeners = createOrderListeners()
    const subscription = listeners.subscribe('ord_1')
    expect(listeners.hasListener('ord_1')).toBe(true)
    expect(await subscription.next(1)).toBeUndefined()
    expect(listeners.hasListener('ord_1')).toBe(false)
  })

  it('is one of several: all get a change, and the order has a listener until the last one closes', () => {
    const listeners = createOrderListeners()
    const all = [listeners.subscribe('ord_1'), listeners.subscribe('ord_1')]
    listeners.notify(anOrder())
    expect(all.map((subscription) => subscription.take()?.orderId)).toEqual(['ord_1', 'ord_1'])
    expect(listeners.count()).toBe(1)
    all[0]?.close()
    expect(listeners.hasListener('ord_1')).toBe(true)
    all[1]?.close()
    expect(listeners.hasListener('ord_1')).toBe(false)
    expect(listeners.count()).toBe(0)
  })

  it('gets nothing of other orders', () => {
    const listeners = createOrderListeners()
    const subscription = listeners.subscribe('ord_2')
    listeners.notify(anOrder())
    expect(subscription.take()).toBeUndefined()
  })

  it('gets nothing older than what it got', () => {
    const listeners = createOrderListeners()
    const subscription = listeners.subscribe('ord_1')
    const before = anOrder()
    const after = note(before, { type: 'paid', at })
    listeners.notify(after)
    listeners.notify(before)
    expect(subscription.take()?.history).toHaveLength(after.history.length)
  })
})
