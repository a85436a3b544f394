import { StockAlertRaised } from '@comptoir/contracts/inventory/events'
import { OrderDelivered, OrderShipped } from '@comptoir/contracts/orders/events'
import { describe, expect, it } from 'vitest'
import { aReach, createNotificationsApp } from '../../test/notifications-app.ts'
import { createRetention } from './retention.ts'

const order = { orderId: 'ord_1', number: 'CMD-1', userId: 'usr_camille', cartId: 'crt_1' }
const dayMs = 24 * 3_600_000

describe('messages', () => {
  it('go when they are older than they are kept for, those of the inbox first', async () => {
    const { hear, dispatcher, notifications, clock, every, store } = createNotificationsApp()
    const removeOld = createRetention({ notifications, clock, keptDays: 365, inboxDays: 180 })
    await hear(OrderShipped, order)
    await dispatcher.sendDue()
    expect(await removeOld()).toBe(0)
    store.clock.nowMs += 181 * dayMs
    expect(await removeOld()).toBe(1)
    expect((await every()).map(({ data }) => data.channel)).toEqual(['email'])
    store.clock.nowMs += 185 * dayMs
    expect(await removeOld()).toBe(1)
    expect(await every()).toEqual([])
    expect(await removeOld()).toBe(0)
  })

  it('stay that are still to be sent', async () => {
    const { hear, notifications, clock, all, store } = createNotificationsApp()
    const removeOld = createRetention({ notifications, clock, keptDays: 365, inboxDays: 365 })
    await hear(OrderShipped, order)
    store.clock.nowMs += 400 * dayMs
    await removeOld()
    expect((await all()).map(({ data }) => data.status)).toEqual(['queued'])
  })

  it('that went are not written again, whenever a log is replayed', async () => {
    const { hear, dispatcher, clock, mails, store, others } = createNotificationsApp()
    others.reach = aReach
    const at = clock().toISOString()
    store.clock.nowMs += 181 * dayMs
    await hear(OrderDelivered, order, 1, at)
    await dispatcher.sendDue()
    expect(mails).toEqual([])
  })
})

describe('stock that is low', () => {
  const alert = { sku: 'LAMP', kind: 'low', available: 2 }

  it('is told to staff once each time', async () => {
    const { hear, dispatcher, mails } = createNotificationsApp()
    await hear(StockAlertRaised, alert, 4)
    await hear(StockAlertRaised, alert, 4)
    await hear(StockAlertRaised, { ...alert, kind: 'out', available: 0 }, 5)
    await hear(StockAlertRaised, alert, 9)
    await dispatcher.sendDue()
    expect(mails.map(({ to }) => to)).toEqual(Array(3).fill('stock@shop.example'))
    expect(mails.map(({ subject }) => subject).toSorted()).toEqual([
      ...['Stock de LAMP : 0', 'Stock de LAMP : 2', 'Stock de LAMP : 2'],
    ])
  })
})
