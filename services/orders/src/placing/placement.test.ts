import type { VatIdCheck } from '@comptoir/contracts/billing/tax-schemas'
import { describe, expect, it } from 'vitest'
import { aCart, aVariant, eur, home } from '../../test/samples.ts'
import { aPlacement, createAppTwin, newKey } from '../../test/twins/app-twin.ts'
import { snapshotOf } from '../order/order.ts'

type Twin = ReturnType<typeof createAppTwin>
type Answer = Record<string, unknown>

async function place(twin: Twin, change: object = {}) {
  const response = await twin.send('POST /api/orders', {
    body: aPlacement(change),
    headers: newKey(),
  })
  return { response, body: (await response.json()) as Answer }
}

describe('a line that cannot be charged', () => {
  it.each([
    ['no_tax_rate', { taxClass: 'books' }],
    ['price_too_high', { price: eur(9_999_999_999_999) }],
    ['unavailable', { active: false }],
  ])('refuses the order and is named: %s', async (code, change) => {
    const twin = createAppTwin()
    twin.shop.variants = [aVariant(change)]
    const { body } = await place(twin)
    expect(body).toMatchObject({
      status: 409,
      code: 'cart_not_orderable',
      skus: ['MUG'],
      errors: [{ code, message: expect.stringContaining('MUG') }],
    })
  })

  it('is every line in a country where we do not sell', async () => {
    const twin = createAppTwin()
    twin.shop.taxSettings = { homeCountry: 'FR', prices: 'gross', ossFrom: '2020-01-01' }
    const { body } = await place(twin, {
      shippingAddress: { ...home, countryCode: 'DE', postalCode: '10115' },
    })
    expect(body).toMatchObject({
      code: 'no_shipping_option',
      errors: [{ field: 'shippingAddress.countryCode', code: 'unsold_country' }],
    })
  })

  it('comes to more than the highest total', async () => {
    const twin = createAppTwin()
    twin.shop.variants = [aVariant({ price: eur(99_999_999) })]
    expect((await place(twin)).body).toMatchObject({ status: 409, code: 'cart_not_orderable' })
  })
})

describe('the prices of an order', () => {
  it('are those of its buyer and its quantities, and say where they are from', async () => {
    const twin = createAppTwin()
    const name = { fr: 'Tarif VIP' }
    const priceOrigin = { priceListId: 'vip', name, minQuantity: 2 }
    twin.shop.variants = [aVariant({ price: eur(900), compareAtPrice: eur(1200), priceOrigin })]
    const { body } = await place(twin)
    expect(twin.shop.lookups).toEqual([
      {
        ...{ skus: ['MUG'], quantities: { MUG: 2 }, currency: 'EUR' },
        customer: { status: 'gold', tags: ['press'] },
      },
    ])
    const line = { unitPrice: eur(900), compareAtPrice: eur(1200), priceOrigin, gross: eur(1800) }
    expect(body.lines).toMatchObject([line])
    const read = await twin.send(`GET /api/orders/${body.orderId}`)
    expect(((await read.json()) as Answer).lines).toMatchObject([line])
  })
})

it('an order keeps why its goods are excluded from withdrawal, as it was placed', async () => {
  const twin = createAppTwin()
  twin.shop.variants = [aVariant({ withdrawalExclusion: 'perishable' })]
  const { body } = await place(twin)
  twin.shop.variants = [aVariant()]
  const read = await twin.send(`GET /api/orders/${body.orderId}`)
  expect(((await read.json()) as Answer).lines).toMatchObject([
    { sku: 'MUG', withdrawalExclusion: 'perishable' },
  ])
})

it('an order keeps who sells its goods and the commission of that moment, which no answer shows', async () => {
  const twin = createAppTwin()
  twin.shop.variants = [aVariant({ vendorId: 'ven_1', commissionBps: 1_200 })]
  const { body } = await place(twin)
  twin.shop.variants = [aVariant({ vendorId: 'ven_1', commissionBps: 2_000 })]
  const order = await twin.orders.get('ord_1')
  expect(order && snapshotOf(order.data).lines).toMatchObject([
    { vendorId: 'ven_1', commissionBps: 1_200 },
  ])
  const read = await twin.send(`GET /api/orders/${body.orderId}`)
  const text = JSON.stringify([body, await read.json()])
  expect(text).toContain('ven_1')
  expect(text).not.toContain('commission')
})

describe('the VAT of an order', () => {
  const placedTo = async (countryCode: string, postalCode: string) => {
    const twin = createAppTwin()
    const shippingAddress = { ...home, countryCode, postalCode }
    const { body } = await place(twin, { shippingAddress })
    return { twin, body }
  }

  it('is kept with the decision that it was placed with, and told with its events', async () => {
    const { twin, body } = await placedTo('CH', '1200')
    const tax = {
      ...{ treatment: 'export', day: '2026-11-21', prices: 'gross' },
      rates: [{ taxClass: 'standard', rateBps: 0, includedRateBps: 2000 }],
    }
    expect(body).toMatchObject({
      tax,
      totals: {
        itemsSubtotal: eur(2000),
        shipping: eur(408),
        vatTotal: eur(0),
        grandTotal: eur(2408),
      },
    })
    const order = await twin.orders.get('ord_1')
    expect(order && snapshotOf(order.data).tax).toEqual(tax)
  })

  it('is that of home for the neighbours, and none overseas', async () => {
    const { body: belgium } = await placedTo('BE', '1000')
    expect(belgium).toMatchObject({
      ...{ tax: { treatment: 'distance_home', countryCode: 'FR' } },
      totals: { vatTotal: eur(482), grandTotal: eur(2890) },
    })
    const { body: reunion } = await placedTo('FR', '97400')
    expect(reunion).toMatchObject({
      ...{ tax: { treatment: 'overseas' }, totals: { grandTotal: eur(2408) } },
    })
  })
})

describe('the order of a business', () => {
  const proof = { checkedAt: '2026-11-21T09:00:00.000Z', consultationNumber: 'WAPI1' }
  const placedBy = async (status: VatIdCheck['status']) => {
    const twin = createAppTwin()
    const vatId = 'DE136695976'
    twin.shop.vatId = { vatId, status, ...(status === 'valid' && proof) }
    const shippingAddress = { ...home, countryCode: 'DE', postalCode: '10115' }
    return await place(twin, { shippingAddress, vatId })
  }

  it('in another member state has no VAT, and keeps what proves the VAT id', async () => {
    const { body } = await placedBy('valid')
    expect(body).toMatchObject({
      ...{ totals: { vatTotal: eur(0), grandTotal: eur(2408) } },
      tax: { treatment: 'reverse_charge', buyerVat: { vatId: 'DE136695976', ...proof } },
    })
  })

  it('has VAT while nobody can check the id, and is refused with one that is not valid', async () => {
    expect((await placedBy('unchecked')).body).toMatchObject({
      ...{ tax: { treatment: 'distance_home', buyerVat: { status: 'unchecked' } } },
      totals: { grandTotal: eur(2890) },
    })
    const { response, body } = await placedBy('invalid')
    expect([response.status, body['errors']]).toMatchObject([400, [{ field: 'vatId' }]])
  })
})

describe('the cart of a placed order', () => {
  it('is locked before the answer', async () => {
    const twin = createAppTwin()
    await place(twin)
    expect(twin.shop.cart.status).toBe('locked')
  })

  it('is left to the event when carts does not answer then: the order stands', async () => {
    const twin = createAppTwin()
    twin.shop.away.add('carts:put /internal/carts/{cartId}/lock')
    expect((await place(twin)).response.status).toBe(201)
  })
})

describe('a cart of somebody else', () => {
  const asOther = async (twin: Twin) => {
    const response = await twin.send('POST /api/orders', {
      as: 'usr_2',
      body: aPlacement(),
      headers: newKey(),
    })
    const { traceId: _, ...body } = (await response.json()) as Answer
    return body
  }

  it('is refused the same way whether it was ordered or not, without the id of that order', async () => {
    const twin = createAppTwin()
    twin.shop.cart = aCart({ ownerUserId: 'usr_1' })
    const before = await asOther(twin)
    await place(twin)
    const after = await asOther(twin)
    expect(before).toMatchObject({ status: 409, code: 'cart_not_orderable' })
    expect(after).toEqual(before)
  })
})
