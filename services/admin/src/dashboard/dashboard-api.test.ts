import type { CloudEvent } from '@comptoir/contracts/event'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { createAdminApp } from '../../test/admin-app.ts'
import * as told from '../../test/shop-events.ts'
import { createDashboardSubscribers } from './follow-sales.ts'
import { createRebuilder } from './rebuild.ts'

const euros = (amount: number) => ({ amount, currency: 'EUR' })
const today = '2026-11-30T09:00:00.000Z'
const yesterday = '2026-11-29T09:00:00.000Z'

/** The app of admin, which hears what services tell. */
function createShop() {
  const admin = createAdminApp()
  const { orderFacts, openItems, clock, store, rebuilds, ask } = admin
  const subscribers = createDashboardSubscribers({ orderFacts, openItems, clock })
  const hear = async (...events: CloudEvent[]) => {
    for (const event of events) await told.deliver(subscribers, event)
  }
  const figures = async (as: 'support' | 'staff' = 'staff') =>
    (await ask('GET /api/dashboard', { as })).body
  const items = async (path: string) => (await ask(`GET ${path}`, { as: 'staff' })).body.items
  /** What a list has, two at a time. */
  async function idsOf(list: string, cursor?: string): Promise<string[]> {
    const page = `${list.includes('?') ? '&' : '?'}limit=2${cursor ? `&cursor=${cursor}` : ''}`
    const { body } = await ask(`GET ${list}${page}`, { as: 'staff' })
    const ids = body.items.map(({ id }: { id: string }) => id)
    return body.nextCursor ? [...ids, ...(await idsOf(list, body.nextCursor))] : ids
  }
  const rebuild = (events: readonly CloudEvent[], over: object = {}) =>
    createRebuilder({
      ...{ rebuilds, subscribers, openItems, clients: told.logsOf(events) },
      signatures: store.signatures,
      ...{ keys: store.keys, clock, log: silentLog() },
      ...over,
    })(new AbortController().signal)
  return { ...admin, hear, figures, items, idsOf, rebuild, subscribers }
}

describe('the dashboard', () => {
  it('counts what was sold today and in the last 30 days, with and without VAT', async () => {
    const { hear, figures } = createShop()
    await hear(
      told.confirmed({ orderId: 'ord_1', at: today }),
      told.confirmed({ orderId: 'ord_2', at: today, gross: 3_600, vat: 600 }),
      told.confirmed({ orderId: 'ord_3', at: yesterday }),
      told.confirmed({ orderId: 'ord_4', at: '2026-11-01T09:00:00.000Z' }),
      told.confirmed({ orderId: 'ord_5', at: '2026-10-31T09:00:00.000Z' }),
      told.payment('payment-failed', { orderId: 'ord_6', at: today }),
      told.payment('payment-failed', { orderId: 'ord_6', at: today, n: 2 }),
    )
    const { today: now, last30Days, days } = await figures()
    expect(now).toMatchObject({
      ...{ from: '2026-11-30', to: '2026-11-30', orders: { value: 2 } },
      revenue: { gross: euros(4_800), net: euros(4_000) },
      ...{ averageBasket: { value: euros(2_400) }, refusedPayments: { value: 2 } },
    })
    expect(last30Days).toMatchObject({
      ...{ from: '2026-11-01', to: '2026-11-30', orders: { value: 4 } },
      ...{ revenue: { gross: euros(7_200), net: euros(6_000) } },
    })
    expect(days).toHaveLength(30)
    expect(days.at(-2)).toMatchObject({ day: '2026-11-29', orders: 1, gross: euros(1_200) })
  })

  it('takes refunds off on the day on which they happen, and adds those that failed', async () => {
    const { hear, figures } = createShop()
    await hear(
      told.confirmed({ orderId: 'ord_1', at: yesterday }),
      told.refund('refund-succeeded', { orderId: 'ord_1', at: today, amount: 600 }),
      told.refund('refund-succeeded', { orderId: 'ord_1', at: yesterday, n: 2, amount: 300 }),
      told.refund('refund-failed', { orderId: 'ord_1', at: today, n: 2, amount: 300 }),
      told.refund('refund-failed', { orderId: 'ord_1', at: today, n: 3, amount: 300 }),
    )
    const { days } = await figures()
    expect(days.slice(-2)).toMatchObject([
      { gross: euros(900), net: euros(750) },
      { gross: euros(-300), net: euros(-250) },
    ])
  })

  it('adds what edits cost more, and takes off what was held and let go', async () => {
    const { hear, figures } = createShop()
    const sold = { orderId: 'ord_1', at: today }
    await hear(
      told.payment('payment-cancelled', { orderId: 'ord_1', at: yesterday }),
      told.confirmed(sold),
      told.edited(sold, 240),
      told.confirmed({ orderId: 'ord_2', at: yesterday }),
      told.payment('payment-cancelled', { orderId: 'ord_2', at: today }),
      told.payment('payment-cancelled', { orderId: 'ord_3', at: today }),
    )
    expect((await figures()).today.revenue).toMatchObject({ gross: euros(240), net: euros(200) })
  })

  it('goes by the days of the shop’s time zone', async () => {
    const { hear, figures } = createShop()
    await hear(
      told.confirmed({ orderId: 'ord_1', at: '2026-11-29T22:59:59.000Z' }),
      told.confirmed({ orderId: 'ord_2', at: '2026-11-29T23:00:00.000Z' }),
    )
    expect((await figures()).today.orders.value).toBe(1)
  })

  it('says what is to be done now: to prepare, late, stock alerts, open chats', async () => {
    const { hear, figures } = createShop()
    const late = { promisedFor: '2026-11-29', at: yesterday }
    await hear(
      told.confirmed({ orderId: 'ord_1', at: today, promisedFor: '2026-11-30' }),
      told.confirmed({ orderId: 'ord_2', ...late }),
      told.moved('ord_2', 'order-partially-shipped', today),
      told.confirmed({ orderId: 'ord_3', ...late }),
      told.moved('ord_3', 'order-shipped', today),
      told.confirmed({ orderId: 'ord_4', ...late }),
      told.moved('ord_4', 'order-delivered', today),
      told.moved('ord_5', 'order-cancelled', today),
      told.confirmed({ orderId: 'ord_5', ...late }),
      told.alert('MUG', 'low', 2, today),
      told.alert('CUP', 'out', 2, today),
      told.alert('CUP', 'back_in_stock', 3, today),
      told.alert('JAR', 'cleared', 4, today),
      told.alert('JAR', 'low', 3, today),
      told.chat('cnv_1', 'conversation-opened', 1, today),
      told.chat('cnv_2', 'conversation-closed', 4, today),
      told.chat('cnv_2', 'conversation-opened', 1, yesterday),
    )
    expect((await figures()).now).toMatchObject({
      ...{ toPrepare: { value: 2 }, late: { value: 2 } },
      ...{ stockAlerts: { value: 1 }, openChats: { value: 1 } },
    })
  })

  it('names the list that explains each figure, page by page', async () => {
    const { hear, figures, idsOf } = createShop()
    const orders = ['ord_1', 'ord_2', 'ord_3', 'ord_4', 'ord_5']
    for (const orderId of orders) {
      await hear(
        told.confirmed({ orderId, at: today, promisedFor: '2026-11-28' }),
        told.payment('payment-failed', { orderId, at: today }),
        told.alert(orderId, 'low', 1, today),
        told.chat(orderId, 'conversation-opened', 1, today),
      )
    }
    const { today: now, now: open } = await figures()
    const counted = [now.orders, now.refusedPayments, ...Object.values(open)]
    for (const { value, list } of counted as { value: number; list: string }[]) {
      expect([list, value]).toEqual([list, 5])
      expect((await idsOf(list)).toSorted()).toEqual(orders)
    }
  })

  it('lists what moved the revenue, with amounts', async () => {
    const { hear, figures, items, ask } = createShop()
    await hear(
      told.confirmed({ orderId: 'ord_1', at: yesterday }),
      told.refund('refund-succeeded', { orderId: 'ord_1', at: today, amount: 600 }),
    )
    const { revenue } = (await figures()).last30Days
    const found = await items(revenue.list)
    expect(found).toMatchObject([
      { kind: 'refund', path: '/api/orders/ord_1', gross: euros(-600), net: euros(-500) },
      { kind: 'sale', gross: euros(1_200), net: euros(1_000) },
    ])
    const odd = await ask('GET /api/dashboard/figures/orders?cursor=x', { as: 'staff' })
    expect(odd.body.errors[0].field).toBe('cursor')
  })

  it('is for staff; amounts are not for support', async () => {
    const { figures, ask, hear } = createShop()
    await hear(told.confirmed({ orderId: 'ord_1', at: today }))
    const seen = await figures('support')
    expect(seen.today).toMatchObject({ orders: { value: 1 } })
    expect(JSON.stringify(seen)).not.toContain('amount')
    const asked = [
      ask('GET /api/dashboard'),
      ask('GET /api/dashboard', { as: 'customer' }),
      ask('GET /api/dashboard', { as: { id: 'usr_v', roles: ['vendor'], vendorId: 'ven_1' } }),
      ask('GET /api/dashboard/figures/revenue', { as: 'support' }),
      ask('GET /api/dashboard/figures/average-basket', { as: 'support' }),
      ask('GET /api/dashboard/figures/orders', { as: 'support' }),
      ask('POST /api/dashboard/rebuilds', { as: 'staff' }),
    ]
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([
      401, 403, 403, 403, 403, 200, 403,
    ])
  })

  it('takes a hundred orders at once, each in a document of its own', async () => {
    const { subscribers, figures, orderFacts } = createShop()
    const orders = Array.from({ length: 100 }, (_, n) => `ord_${n}`)
    const events = orders.map((orderId) => told.confirmed({ orderId, at: today }))
    await Promise.all(events.map((event) => told.deliver(subscribers, event)))
    expect((await figures()).today.orders.value).toBe(100)
    const versions = (await orderFacts.getMany(orders)).map(({ version }) => version)
    expect(new Set(versions)).toEqual(new Set([1]))
  })

  it('shows at once what another replica heard', async () => {
    const { hear, figures, time } = createShop()
    await hear(told.confirmed({ orderId: 'ord_1', at: today }))
    expect((await figures()).today.orders.value).toBe(1)
    time.nowMs += 1_000
    await hear(
      told.confirmed({ orderId: 'ord_2', at: today }),
      told.refund('refund-succeeded', { orderId: 'ord_1', at: today, amount: 1_200 }),
    )
    expect((await figures()).today).toMatchObject({
      ...{ orders: { value: 2 }, revenue: { gross: euros(1_200), net: euros(1_000) } },
    })
  })
})

describe('the stream of figures', () => {
  it('sends them as it opens, and again when they changed', async () => {
    const { app, headersFor, hear, time } = createShop()
    const headers = await headersFor({ id: 'usr_staff', roles: ['staff'] })
    const answer = await app.request('/api/dashboard/events', { headers })
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const readUntil = async (wanted: string) => {
      while (!text.includes(wanted)) text += (await reader?.read())?.value ?? ''
    }
    await readUntil('"orders":{"value":0')
    time.nowMs += 1_000
    await hear(told.confirmed({ orderId: 'ord_1', at: today }))
    await readUntil('"orders":{"value":1')
    await reader?.cancel()
    expect(text.match(/event: figures/g)?.length).toBe(2)
  })
})

describe('a rebuild', () => {
  const key = { 'idempotency-key': 'key-of-rebuild-1' }

  it('adds what was missed, from the logs, and says how far it is', async () => {
    const { hear, figures, rebuild, ask } = createShop()
    const events = Array.from({ length: 20 }, (_, n) =>
      told.confirmed({ orderId: `ord_${n}`, at: today }),
    )
    await hear(...events.slice(0, 5))
    const begun = await ask('POST /api/dashboard/rebuilds', { as: 'admin', headers: key })
    expect(begun).toMatchObject({ status: 202, body: { status: 'running', read: 0 } })
    const again = await ask('POST /api/dashboard/rebuilds', { as: 'admin', headers: key })
    expect(again.body.rebuildId).toBe(begun.body.rebuildId)
    await rebuild([...events, told.moved('ord_1', 'order-processing', today)])
    const path = `GET /api/dashboard/rebuilds/${begun.body.rebuildId}`
    expect((await ask(path, { as: 'staff' })).body).toMatchObject({
      ...{ status: 'done', read: 21, taken: 20, unreadable: 0 },
    })
    expect((await figures()).today.orders.value).toBe(20)
    expect((await ask('GET /api/dashboard/rebuilds/none', { as: 'staff' })).status).toBe(404)
  })

  it('goes on after a crash where it was', async () => {
    const { figures, rebuild, ask } = createShop()
    const events = Array.from({ length: 20 }, (_, n) =>
      told.confirmed({ orderId: `ord_${n}`, at: today }),
    )
    const { body } = await ask('POST /api/dashboard/rebuilds', { as: 'admin', headers: key })
    const logs = told.logsOf(events)
    let pages = 0
    const orders = async (...given: Parameters<typeof logs.orders>) => {
      pages += 1
      if (pages === 3) throw new Error('killed')
      return await logs.orders(...given)
    }
    await expect(rebuild(events, { clients: { ...logs, orders } })).rejects.toThrow('killed')
    expect((await figures()).today.orders.value).toBe(14)
    await rebuild(events)
    const path = `GET /api/dashboard/rebuilds/${body.rebuildId}`
    expect((await ask(path, { as: 'staff' })).body).toMatchObject({ status: 'done', read: 20 })
    expect((await figures()).today.orders.value).toBe(20)
  })

  it('leaves out what nobody can read, and what its producer did not sign', async () => {
    const { rebuild, ask, store } = createShop()
    const good = told.confirmed({ orderId: 'ord_1', at: today })
    const odd = { ...told.confirmed({ orderId: 'ord_2', at: today }), data: { orderId: 'ord_2' } }
    const forged = told.confirmed({ orderId: 'ord_3', at: today })
    const signatures = {
      ...store.signatures,
      verify: ({ subject }: CloudEvent) => subject !== 'ord_3',
    }
    const { body } = await ask('POST /api/dashboard/rebuilds', { as: 'admin', headers: key })
    await rebuild([good, odd, forged], { signatures })
    const path = `GET /api/dashboard/rebuilds/${body.rebuildId}`
    expect((await ask(path, { as: 'staff' })).body).toMatchObject({
      ...{ read: 3, taken: 1, unreadable: 2, lastReason: 'its producer did not sign it' },
    })
  })
})
