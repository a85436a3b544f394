import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { chooseShipping, fillCart, type Money, place, register, sell } from '../../src/shopper.ts'

type CartBody = { lines: { unitPrice: Money; priceOrigin?: { priceListId: string } }[] }
type TaxedQuote = { totals: { grandTotal: Money; vatTotal: Money }; tax: { treatment: string } }

const { api, staff } = await openJourney()

/** Prices of one SKU for customers of a state, from now on. */
async function listFor(customerStatuses: string[], sku: string, amount: number): Promise<string> {
  const priceListId = `e2e-${randomBytes(5).toString('hex')}`
  const entries = [{ sku, tiers: [{ amount }] }]
  const body = { priceListId, name: { fr: 'Tarif' }, currency: 'EUR', status: 'active' }
  const created = await api('POST /api/price-lists', {
    token: staff,
    body: { ...body, customerStatuses, priority: 900, entries },
  })
  expect(created.status).toBe(201)
  return priceListId
}

describe('a price list', () => {
  it('is for its customers: the same price in their cart and order, the base price for others', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const priceListId = await listFor(['vip'], sku, 1_500)
    const [vip, other] = [await register(api), await register(api)]
    const me = await api<{ userId: string }>('GET /api/me', { token: vip.token })
    const changed = await api(`PUT /api/users/${me.body.userId}/customer-status`, {
      token: staff,
      body: { customerStatus: 'vip', reason: 'e2e' },
    })
    expect(changed.status).toBe(200)
    const lines = [{ sku, quantity: 1 }]
    const cartId = await fillCart(api, vip, lines)
    const read = () => api<CartBody>(`GET /carts/${cartId}`, { token: vip.token })
    const isOwn = ({ body }: { body: CartBody }) => body.lines[0]?.unitPrice.amount === 1_500
    const { body: cart } = await eventually('the price of a VIP', read, isOwn, 15_000)
    expect(cart.lines[0]?.priceOrigin).toMatchObject({ priceListId })
    const shippingOptionId = await chooseShipping(api, vip, cartId)
    const placed = await place(api, vip, { cartId, shippingOptionId, wait: 15 })
    expect(placed.body).toMatchObject({
      lines: [{ unitPrice: { amount: 1_500 }, priceOrigin: { priceListId } }],
    })
    const othersId = await fillCart(api, other, lines)
    const others = await api<CartBody>(`GET /carts/${othersId}`, { token: other.token })
    expect(others.body.lines).toMatchObject([{ unitPrice: { amount: 2_000 } }])
  })
})

describe('VAT', () => {
  it('is decided where the goods go: Corsica has the standard rate of France', async () => {
    const sku = await sell(api, staff, { price: 12_000, stock: 5 })
    const shopper = await register(api)
    const cartId = await fillCart(api, shopper, [{ sku, quantity: 1 }])
    const quote = async (countryCode: string, postalCode: string) =>
      await api<TaxedQuote>(`POST /carts/${cartId}/quote`, {
        token: shopper.token,
        body: { shippingAddress: { countryCode, postalCode } },
      })
    const home = await quote('FR', '75011')
    expect(home.body.tax.treatment).toBe('domestic')
    const corsica = await quote('FR', '20000')
    expect(corsica.body.totals.vatTotal).toEqual(home.body.totals.vatTotal)
  })
})
