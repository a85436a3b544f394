import { describe, expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { chooseShipping, fillCart, place, reach, register, sell } from '../../src/shopper.ts'

type Timeline = {
  events: {
    source: string
    type: string
    traceparent?: string
    position: string
    handled: { service: string; at?: string }[]
  }[]
  sagas: { instanceId: string; status: string; steps: { kind: string; name: string }[] }[]
  silent: string[]
}

const { api, staff } = await openJourney()
const forwardSteps = ['advanceOrder', 'checkPayment', 'checkFulfilment']
const traceId = '0af7651916cd43dd8448eb211c80319c'

/** An order whose placing came in a trace that we chose. */
async function placeTraced(id: string) {
  const sku = await sell(api, staff, { price: 2000, stock: 5 })
  const shopper = await register(api)
  const cartId = await fillCart(api, shopper, [{ sku, quantity: 1 }])
  const shippingOptionId = await chooseShipping(api, shopper, cartId)
  const traced = ((operation, asking) =>
    api(operation, {
      ...asking,
      headers: { ...asking?.headers, traceparent: `00-${id}-b7ad6b7169203331-01` },
    })) as typeof api
  const { body } = await place(traced, shopper, { cartId, shippingOptionId, wait: 15 })
  return await reach(api, shopper, body.orderId, 'shipped', 'delivered')
}

describe('the timeline of an order', () => {
  it('is one trace, from the request through events, webhook, workflow, activities and the parcel', async () => {
    const order = await placeTraced(traceId)
    const since = encodeURIComponent(new Date(Date.now() - 120_000).toISOString())
    const path = `/api/operations/orders/${order.orderId}/timeline?since=${since}`
    const read = async () => (await api<Timeline>(`GET ${path}`, { token: staff })).body
    // the saga ends one turn after its last step
    const isDone = ({ events, sagas }: Timeline) =>
      sagas[0]?.status === 'completed' && events.every((one) => one.handled.every(({ at }) => at))
    const timeline = await eventually('all to be handled', read, isDone)
    const sources = ['orders', 'inventory', 'payments', 'billing', 'shipping', 'carts']
    expect(new Set(timeline.events.map(({ source }) => source))).toEqual(new Set(sources))
    const traces = timeline.events.map(({ type, traceparent }) => [
      type,
      traceparent?.split('-')[1],
    ])
    expect(traces.filter(([, id]) => id !== traceId)).toEqual([])
    const steps = timeline.sagas[0]?.steps.filter(({ kind }) => kind === 'activity') ?? []
    const [first, ...later] = steps.map(({ name }) => name)
    expect(first).toBe('advanceOrder')
    // on a slow machine the first step ends before the fact that it waits for, and the saga steps on when told or asks
    expect(forwardSteps).toEqual(expect.arrayContaining(later))
    expect(timeline.sagas[0]?.status).toBe('completed')
    expect(timeline.silent).toEqual([])
  })

  it('is for staff', async () => {
    const shopper = await register(api)
    const path = `/api/operations/orders/ord_01m7z148v2exwbq6cn4ymbtk9e/timeline`
    const asked = await api(`GET ${path}?since=2026-01-01T00:00:00.000Z`, { token: shopper.token })
    expect(asked.status).toBe(403)
  })
})
