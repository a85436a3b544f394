import type {
  Dashboard,
  DashboardItem,
  DashboardRebuild,
} from '@comptoir/contracts/admin/dashboard'
import { describe, expect, it, onTestFinished } from 'vitest'
import { eventually, newKey } from '../src/api.ts'
import { openJourney } from '../src/journey.ts'
import {
  buy,
  expectStatus,
  type OrderBody,
  register,
  type Shopper,
  sell,
  signIn,
} from '../src/shopper.ts'
import { watch } from '../support/conversations.ts'

const { platform, api, staff } = await openJourney()
const admin = await signIn(api, platform.admin)
/** A figure moves within seconds: events and the next look of a stream included. */
const secondsMs = 10_000

const figures = async () => (await api<Dashboard>('GET /api/dashboard', { token: staff })).body

/** What a figure of today says of an order. */
async function itemsOf(figure: string, orderId: string): Promise<DashboardItem[]> {
  const path = `GET /api/dashboard/figures/${figure}?period=today&limit=100`
  const { body } = await api<{ items: DashboardItem[] }>(path, { token: staff })
  return body.items.filter(({ id }) => id === orderId)
}

const seen = (figure: string, orderId: string, count = 1) =>
  eventually(
    `${figure} to count ${orderId}`,
    () => itemsOf(figure, orderId),
    ({ length }) => length >= count,
    secondsMs,
  )

async function cancel({ orderId }: OrderBody, { token }: Shopper) {
  const asking = { token, body: { reason: 'a test' } }
  expectStatus('cancel', await api(`POST /api/orders/${orderId}/cancel`, asking), 200)
}

/** A page that shows the figures live; answers those that it was sent last. */
function openPage() {
  const url = `${platform.gatewayUrl}/api/dashboard/events`
  const { of, leave } = watch(url, { authorization: `Bearer ${staff}` })
  onTestFinished(leave)
  return () => {
    const last = of('figures').at(-1)
    return last && (JSON.parse(last.data) as Dashboard)
  }
}

describe('the dashboard', () => {
  it('moves within seconds of an order and of its cancellation, also on a page that is open', async () => {
    const sku = await sell(api, staff, { price: 2_400, stock: 5 })
    const page = openPage()
    const before = await figures()
    await expect.poll(page, { timeout: secondsMs }).toBeDefined()
    const { order } = await buy(api, sku)
    const gross = order.totals.grandTotal
    const [sale, ...others] = await seen('orders', order.orderId)
    expect([sale, others]).toMatchObject([{ kind: 'sale', gross }, []])
    expect((await figures()).today.orders.value).toBeGreaterThan(before.today.orders.value)
    await expect
      .poll(() => page()?.today.orders.value, { timeout: secondsMs })
      .toBeGreaterThan(before.today.orders.value)

    // one of its own, at once: the parcel of the first may have left by now
    const second = await buy(api, sku)
    await cancel(second.order, second.shopper)
    const moved = await seen('revenue', second.order.orderId, 2)
    expect(moved.map(({ kind }) => kind).toSorted()).toEqual(['refund', 'sale'])
    expect(moved.reduce((sum, item) => sum + (item.gross?.amount ?? 0), 0)).toBe(0)
  })

  it('is the same when it is made again from the logs', async () => {
    const sku = await sell(api, staff, { price: 1_500, stock: 5 })
    const { order, shopper } = await buy(api, sku)
    const { orderId } = order
    await cancel(order, shopper)
    await seen('revenue', orderId, 2)
    const counted = await Promise.all(['orders', 'revenue'].map((one) => itemsOf(one, orderId)))

    const asking = { token: admin, key: newKey() }
    const begin = () => api<DashboardRebuild>('POST /api/dashboard/rebuilds', asking)
    const [{ body: rebuild, status }, again] = [await begin(), await begin()]
    expect([status, again.body.rebuildId]).toEqual([202, rebuild.rebuildId])
    const read = () =>
      api<DashboardRebuild>(`GET /api/dashboard/rebuilds/${rebuild.rebuildId}`, { token: staff })
    const done = await eventually(
      'the rebuild to be done',
      read,
      ({ body }) => body.status === 'done',
      60_000,
    )
    expect(done.body).toMatchObject({ unreadable: 0 })
    expect(done.body.taken).toBeGreaterThan(0)

    const after = await Promise.all(['orders', 'revenue'].map((one) => itemsOf(one, orderId)))
    expect(after).toEqual(counted)
  })

  it('shows amounts to nobody who may not see revenue, and nothing to customers', async () => {
    const { token } = await register(api)
    const asked = await Promise.all([
      api('GET /api/dashboard'),
      api('GET /api/dashboard', { token }),
      api('GET /api/dashboard/figures/revenue', { token }),
      api('POST /api/dashboard/rebuilds', { token: staff, key: newKey() }),
    ])
    expect(asked.map(({ status }) => status)).toEqual([401, 403, 403, 403])
  })
})
