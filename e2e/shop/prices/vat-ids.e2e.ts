import { expect, it } from 'vitest'
import { openJourney } from '../../src/journey.ts'
import { fillCart, register, sell } from '../../src/shopper.ts'

type TaxedQuote = { tax: { buyerVat?: { vatId: string; status: string } } }
type Refused = { code: string; errors: { field: string; code: string }[] }

const { api, staff } = await openJourney()

it('a business is quoted with a VAT id that VIES knows as checked, and refused with one that it does not', async () => {
  const sku = await sell(api, staff, { price: 12_000, stock: 5 })
  const shopper = await register(api)
  const cartId = await fillCart(api, shopper, [{ sku, quantity: 1 }])
  const quote = <T>(vatId: string) =>
    api<T>(`POST /carts/${cartId}/quote`, {
      token: shopper.token,
      body: { vatId, shippingAddress: { countryCode: 'FR', postalCode: '69002' } },
    })
  const known = await quote<TaxedQuote>('DE 136 695 976')
  expect(known.body).toMatchObject({
    tax: { buyerVat: { vatId: 'DE136695976', status: 'valid', checkedAt: expect.any(String) } },
  })
  const unknown = await quote<Refused>('DE999999995')
  expect(unknown.status).toBe(400)
  expect(unknown.body.errors).toMatchObject([{ field: 'vatId', code: 'invalid_vat_id' }])
})
