import { beforeEach, describe, expect, it } from 'vitest'
import { eur, openShop, type Shop, variantOf } from '../../test/shop.ts'

let shop: Shop
let call: Shop['call']

beforeEach(() => {
  shop = openShop()
  call = shop.call
  shop.sell(variantOf('CHAIR', 4990), variantOf('BOOK', 1000, { taxClass: 'reduced' }))
})

const twoChairs = { lines: [{ sku: 'CHAIR', quantity: 2 }] }
const putAs = (as: string, body: unknown = twoChairs) => call('PUT /cart', { as, body })

describe('a line that cannot be ordered', () => {
  const both = {
    lines: [
      { sku: 'CHAIR', quantity: 1 },
      { sku: 'BOOK', quantity: 999 },
    ],
  }
  const home = { shippingAddress: { countryCode: 'FR', postalCode: '75011' } }

  it.each([
    ['no_tax_rate', variantOf('BOOK', 1000, { taxClass: 'books' })],
    ['price_too_high', variantOf('BOOK', 9_999_999_999_999)],
    ['unavailable', variantOf('BOOK', 1000, { active: false })],
  ])('is flagged, and the others stay priced: %s', async (problem, variant) => {
    const { body: created } = await putAs('camille', both)
    shop.sell(variant)
    shop.later(2_000)
    const flagged = [{ flags: [] }, { flags: ['unavailable'], problem }]
    const read = await call(`GET /carts/${created.cartId}`, { as: 'camille' })
    expect([read.status, read.body.lines]).toMatchObject([200, flagged])
    expect(read.body.totals.grandTotal).toEqual(eur(4990))
    const quote = await call(`POST /carts/${created.cartId}/quote`, { as: 'camille', body: home })
    expect([quote.status, quote.body.lines]).toMatchObject([200, flagged])
    expect(quote.body.totals.itemsSubtotal).toEqual(eur(4990))
    const removed = await call(`DELETE /carts/${created.cartId}/lines/BOOK`, { as: 'camille' })
    expect([removed.status, removed.body.lines.length]).toEqual([200, 1])
  })

  it('is no reason to refuse another one', async () => {
    const { body: created } = await putAs('camille', both)
    shop.sell(variantOf('BOOK', 1000, { taxClass: 'books' }))
    shop.later(2_000)
    const added = await call(`POST /carts/${created.cartId}/lines`, {
      as: 'camille',
      body: { sku: 'CHAIR', quantity: 1 },
    })
    expect([added.status, added.body.lines[0].quantity]).toEqual([200, 2])
  })

  it('is every line where we do not sell: the country is named', async () => {
    shop.taxSettings.ossFrom = '2020-01-01'
    const { body: created } = await putAs('camille', both)
    const { status, body } = await call(`POST /carts/${created.cartId}/quote`, {
      as: 'camille',
      body: { shippingAddress: { countryCode: 'DE', postalCode: '10115' } },
    })
    expect([status, body.code, body.errors]).toMatchObject([
      422,
      'no_shipping_option',
      [{ field: 'shippingAddress.countryCode', code: 'unsold_country' }],
    ])
  })
})

describe('the VAT of a quote', () => {
  const quoteTo = async (countryCode: string, postalCode: string) => {
    const { body: created } = await putAs('camille')
    const { body } = await call(`POST /carts/${created.cartId}/quote`, {
      as: 'camille',
      body: { shippingAddress: { countryCode, postalCode } },
    })
    const { grandTotal, vatTotal, shipping } = body.totals
    return [body.tax.treatment, grandTotal.amount - shipping.amount, vatTotal.amount]
  }

  it('follows where the goods go, and says by which rule', async () => {
    expect(await quoteTo('FR', '75011')).toEqual(['domestic', 9980, 1746])
    expect(await quoteTo('BE', '1000')).toEqual(['distance_home', 9980, 1746])
    // without VAT: 2 × 49.90 € with 20 % are 83.17 € without
    expect(await quoteTo('FR', '97110')).toEqual(['overseas', 8317, 0])
  })

  it('is that of the destination once the shop declares it there', async () => {
    shop.taxSettings.ossFrom = '2020-01-01'
    expect(await quoteTo('BE', '1000')).toEqual(['distance_oss', 9980, 1819])
  })

  it('is put on net prices in a shop that has them', async () => {
    shop.taxSettings.prices = 'net'
    const { body } = await putAs('camille')
    const { itemsSubtotal, grandTotal, vatTotal } = body.totals
    expect([itemsSubtotal, grandTotal, vatTotal]).toEqual([eur(9980), eur(11_976), eur(1996)])
  })
})

describe('the quote of a business', () => {
  const quote = async (vatId: string) => {
    const { body: created } = await putAs('camille')
    return await call(`POST /carts/${created.cartId}/quote`, {
      as: 'camille',
      body: { shippingAddress: { countryCode: 'BE', postalCode: '1000' }, vatId },
    })
  }

  it('has no VAT in another member state once its VAT id is valid, and says which', async () => {
    shop.vatRegister.set('BE0428759497', 'valid')
    const { body } = await quote('BE0428759497')
    expect(body.tax).toMatchObject({
      ...{ treatment: 'reverse_charge', buyerVat: { vatId: 'BE0428759497', status: 'valid' } },
    })
    expect(body.totals.vatTotal).toEqual(eur(0))
  })

  it('has VAT, and says that the id is not checked, while nobody can check it', async () => {
    shop.vatRegister.set('BE0428759497', 'unchecked')
    const { body } = await quote('BE0428759497')
    expect(body.tax).toMatchObject({
      ...{ treatment: 'distance_home', buyerVat: { status: 'unchecked' } },
    })
    expect(body.totals.vatTotal).toEqual(eur(1746))
  })

  it('is refused with an id that is not valid: the field is named', async () => {
    const { status, body } = await quote('BE0428759498')
    expect([status, body.errors?.[0]?.field]).toEqual([400, 'vatId'])
  })
})

describe('the highest total', () => {
  it('is not passed by putting, adding or changing a line; the field is named', async () => {
    shop.sell(variantOf('RING', 99_999_999))
    const { body: cart } = await putAs('camille', { lines: [{ sku: 'RING', quantity: 1 }] })
    const lines = `/carts/${cart.cartId}/lines`
    const answers = [
      await putAs('camille', { lines: [{ sku: 'RING', quantity: 2 }] }),
      await call(`POST ${lines}`, { as: 'camille', body: { sku: 'CHAIR', quantity: 1 } }),
      await call(`PATCH ${lines}/RING`, { as: 'camille', body: { quantity: 999 } }),
    ]
    expect(answers.map(({ status, body }) => [status, body.errors?.[0]?.field])).toEqual([
      [400, 'lines'],
      [400, 'quantity'],
      [400, 'quantity'],
    ])
    expect((await call(`GET /carts/${cart.cartId}`, { as: 'camille' })).body.lines).toMatchObject([
      { sku: 'RING', quantity: 1 },
    ])
  })
})

describe('the lock of an order', () => {
  const lockFor = (cartId: string) =>
    shop.internal(`PUT /internal/carts/${cartId}/lock`, { orderId: 'ord_1' })

  it('refuses changes at once, and may come twice', async () => {
    const { body: cart } = await putAs('camille')
    expect((await lockFor(cart.cartId)).status).toBe(204)
    expect((await lockFor(cart.cartId)).status).toBe(204)
    const changed = await putAs('camille', { lines: [] })
    expect([changed.status, changed.body.code]).toEqual([409, 'cart_locked'])
  })

  it('does not mind a cart that is gone', async () => {
    expect((await lockFor('cart_none')).status).toBe(204)
  })
})
