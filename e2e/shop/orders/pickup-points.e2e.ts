import { expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { chooseShipping, fillCart, home, place, reach, register, sell } from '../../src/shopper.ts'

type Points = { points: { pointId: string; name: string; address: { line1: string } }[] }
type Shipments = { items: { to: object; pickupPoint?: object }[] }
type Refused = { code: string; errors: { field: string; code: string }[] }

const { api, staff, direct } = await openJourney()
const toAPoint = 'point-relais'
const shippingAddress = { ...home, phone: '+33612345678' }

async function shopping() {
  const sku = await sell(api, staff, { price: 1_500, stock: 9, weightGrams: 400 })
  const shopper = await register(api)
  const cartId = await fillCart(api, shopper, [{ sku, quantity: 1 }])
  const order = (
    shippingOptionId: string,
    more: { shippingAddress?: object; pickupPointId?: string | undefined } = {},
  ) => place(api, shopper, { cartId, shippingOptionId, shippingAddress, wait: 15, ...more })
  return { shopper, cartId, order }
}

it('an order waits at the pickup point that its buyer chose, and is refused for one that does not take it', async () => {
  const { shopper, order } = await shopping()
  const near = `/api/pickup-points?postalCode=${home.postalCode}&weightGrams=400`
  const found = await api<Points>(`GET ${near}`)
  const [point] = found.body.points
  expect(found.body.points).toHaveLength(4)
  const refused = async (more: { pickupPointId?: string }) => {
    const { status, body } = await order(toAPoint, more)
    const [error] = (body as unknown as Refused).errors
    return [status, error?.field, error?.code]
  }
  expect(await refused({})).toEqual([400, 'pickupPointId', 'required'])
  expect(await refused({ pickupPointId: 'nowhere' })).toEqual([400, 'pickupPointId', 'unknown'])
  const closed = `FR-${home.postalCode}-5`
  expect(await refused({ pickupPointId: closed })).toEqual([400, 'pickupPointId', 'closed'])

  const placed = await order(toAPoint, { pickupPointId: point?.pointId })
  expect(placed.body).toMatchObject({
    shippingLine: { pickupPoint: point && { name: point.name } },
  })
  const { orderId } = await reach(api, shopper, placed.body.orderId, 'delivered')
  const shipments = await api<Shipments>(`GET /api/shipments?orderId=${orderId}`, { token: staff })
  expect(shipments.body.items[0]).toMatchObject({
    to: { recipient: home.recipient, company: point?.name, line1: point?.address.line1 },
    pickupPoint: { pointId: point?.pointId },
  })
})

it('delivery to an address goes on while the network of pickup points is away', async () => {
  const network = direct(9103)
  await network('PUT /state', { body: { away: true } })
  try {
    const { shopper, cartId, order } = await shopping()
    const search = await api<Refused>(`GET /api/pickup-points?postalCode=${home.postalCode}`)
    expect([search.status, search.body.code]).toEqual([503, 'dependency_unavailable'])
    const pickupPointId = `FR-${home.postalCode}-1`
    expect((await order(toAPoint, { pickupPointId })).status).toBe(503)
    const toTheDoor = await chooseShipping(api, shopper, cartId)
    expect(toTheDoor).toBe('colis-standard')
    expect((await order(toTheDoor)).status).toBe(201)
  } finally {
    await network('PUT /state', { body: {} })
  }
})

it('a tariff that staff change prices the next quote within a second, and no order that was placed', async () => {
  const optionId = `essai-${Date.now().toString(36)}`
  const tariff = (price: number) => ({
    ...{ tiers: [{ upToGrams: 30_000, price }], deliveryDays: { min: 2, max: 3 } },
  })
  const put = (path: string, body: object) => api(`PUT ${path}`, { token: staff, body })
  await put(`/api/carriers/relais-france/options/${optionId}`, {
    ...{ name: { fr: 'Essai', en: 'Trial' }, kind: 'express', active: true },
  })
  await put(`/api/shipping-tariffs/${optionId}/corsica`, tariff(9_000))
  const priceNow = async () => {
    const { body } = await api<{ options: { optionId: string; price: { amount: number } }[] }>(
      'POST /api/shipping-rates/quote',
      {
        body: {
          ...{ countryCode: 'FR', postalCode: '20090', weightGrams: 400 },
          itemsTotal: { amount: 1_500, currency: 'EUR' },
        },
      },
    )
    return body.options.find((option) => option.optionId === optionId)?.price.amount
  }
  await eventually('the new option', priceNow, (price) => price === 9_000, 1_000)
  const { shopper, order } = await shopping()
  const toCorsica = { ...home, postalCode: '20090', city: 'Ajaccio' }
  const placed = await order(optionId, { shippingAddress: toCorsica })
  await put(`/api/shipping-tariffs/${optionId}/corsica`, tariff(9_500))
  await eventually('the new tariff', priceNow, (price) => price === 9_500, 1_000)
  const { body } = await api<{ totals: { shipping: { amount: number } } }>(
    `GET /api/orders/${placed.body.orderId}`,
    { token: shopper.token },
  )
  expect(body.totals.shipping.amount).toBe(9_000)
  await api(`DELETE /api/shipping-tariffs/${optionId}/corsica`, { token: staff })
})
