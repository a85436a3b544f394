import type { CloudEvent } from '@comptoir/contracts/event'
import { describe, expect, it } from 'vitest'
import { createAdminApp } from '../../test/admin-app.ts'
import * as told from '../../test/shop-events.ts'
import { dropOldFacts } from './drop-old-facts.ts'
import { createDashboardSubscribers } from './follow-sales.ts'
import { newRebuild } from './rebuild.ts'

const euros = (amount: number) => ({ amount, currency: 'EUR' })
const dayMs = 86_400_000

/** The dashboard, some days on. */
function createShop() {
  const admin = createAdminApp()
  const subscribers = createDashboardSubscribers(admin)
  const hear = async (...events: CloudEvent[]) => {
    for (const event of events) await told.deliver(subscribers, event)
  }
  const at = () => new Date(admin.time.nowMs).toISOString()
  const after = async (days: number) => {
    admin.time.nowMs += days * dayMs
    await dropOldFacts(admin, admin.clock())
  }
  const kept = async (...ids: string[]) => (await admin.orderFacts.getMany(ids)).map(({ id }) => id)
  const figures = async () => (await admin.ask('GET /api/dashboard', { as: 'staff' })).body
  return { ...admin, hear, at, after, kept, figures }
}

describe('the facts of an order', () => {
  it('stay as long as money may go back: it is taken off years later', async () => {
    const { hear, at, after, figures, kept } = createShop()
    const sold = { orderId: 'ord_1', at: at() }
    await hear(told.confirmed(sold), told.moved('ord_1', 'order-delivered', at()))
    await after(700)
    await hear(told.refund('refund-succeeded', { orderId: 'ord_1', at: at(), amount: 600 }))
    expect((await figures()).today.revenue).toMatchObject({ gross: euros(-600), net: euros(-500) })
    await after(769)
    expect(await kept('ord_1')).toEqual(['ord_1'])
    await after(2)
    expect(await kept('ord_1')).toEqual([])
  })

  it('stay while something is open, however old it is', async () => {
    const { hear, at, after, figures } = createShop()
    const old = { at: at(), promisedFor: '2026-11-30' }
    await hear(
      told.confirmed({ orderId: 'ord_1', ...old }),
      told.confirmed({ orderId: 'ord_2', ...old }),
      told.moved('ord_2', 'order-shipped', at()),
    )
    await after(2_000)
    expect((await figures()).now).toMatchObject({ toPrepare: { value: 1 }, late: { value: 2 } })
  })

  it('of an order that never was confirmed go once no page shows them', async () => {
    const { hear, at, after, figures, kept } = createShop()
    await hear(told.payment('payment-failed', { orderId: 'ord_1', at: at() }))
    await after(29)
    expect((await figures()).last30Days.refusedPayments.value).toBe(1)
    await after(10)
    expect(await kept('ord_1')).toEqual(['ord_1'])
    await after(1)
    expect(await kept('ord_1')).toEqual([])
  })
})

it('forgets what was low, who chatted and what was rebuilt long ago, and nothing that is open', async () => {
  const { hear, at, after, figures, openItems, rebuilds } = createShop()
  await hear(
    ...[told.alert('MUG', 'low', 1, at()), told.alert('CUP', 'cleared', 1, at())],
    told.chat('cnv_1', 'conversation-opened', 1, at()),
    told.chat('cnv_2', 'conversation-closed', 1, at()),
  )
  const done = { ...newRebuild('usr_admin', at()), status: 'done', endedAt: at() } as const
  await rebuilds.create('reb_1', done)
  await rebuilds.create('reb_2', newRebuild('usr_admin', at()))
  const ids = ['sku.MUG', 'sku.CUP', 'chat.cnv_1', 'chat.cnv_2']
  await after(39)
  expect(await openItems.getMany(ids)).toHaveLength(4)
  await after(1)
  const left = await openItems.getMany(ids)
  expect(left.map(({ id }) => id)).toEqual(['sku.MUG', 'chat.cnv_1'])
  expect((await figures()).now).toMatchObject({
    stockAlerts: { value: 1 },
    openChats: { value: 1 },
  })
  const jobs = await rebuilds.getMany(['reb_1', 'reb_2'])
  expect(jobs.map(({ id }) => id)).toEqual(['reb_2'])
})

it('forgets the rest though one removal fails, and tells of it', async () => {
  const { hear, at, time, clock, orderFacts, openItems, rebuilds } = createShop()
  await hear(
    told.payment('payment-failed', { orderId: 'ord_1', at: at() }),
    told.alert('CUP', 'cleared', 1, at()),
  )
  time.nowMs += 41 * dayMs
  const removeIf = () => Promise.reject(new Error('the store is away'))
  const failing = { ...orderFacts, removeIf }
  await expect(dropOldFacts({ orderFacts: failing, openItems, rebuilds }, clock())).rejects.toThrow(
    'the store is away',
  )
  expect(await openItems.getMany(['sku.CUP'])).toEqual([])
})
