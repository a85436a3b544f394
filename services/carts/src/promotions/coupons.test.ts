import { emailKeyOf } from '@comptoir/contracts/email'
import type { PromotableCart } from '@comptoir/contracts/promotions/internal-routes'
import { beforeEach, describe, expect, it } from 'vitest'
import { eur, openShop, type Shop, variantOf } from '../../test/shop.ts'

let shop: Shop
let call: Shop['call']

/** Ten per cent off each line with `TEN`, the shipping with `POST`; `LATER` exists, and does not apply. */
function promote({ codes, lines, shipping }: PromotableCart) {
  const rejected = codes.flatMap((code) => {
    if (['TEN', 'POST'].includes(code)) return []
    const reason = code === 'LATER' ? ('not_started' as const) : ('unknown_code' as const)
    return [{ code, reason, message: { fr: 'non', en: 'no' } }]
  })
  const has = (code: string) => codes.includes(code)
  const off = lines.map(({ sku, quantity, unitPrice }) => ({
    sku,
    discounts: [{ promotionId: 'promo_ten', amount: eur((quantity * unitPrice.amount) / 10) }],
  }))
  return {
    lines: has('TEN') ? off : [],
    shipping: has('POST') && shipping ? [{ promotionId: 'promo_post', amount: shipping }] : [],
    applied: has('TEN')
      ? [{ promotionId: 'promo_ten', name: { fr: 'Dix' }, code: 'TEN', amount: eur(998) }]
      : [],
    rejected,
  }
}

beforeEach(() => {
  shop = openShop()
  call = shop.call
  shop.sell(variantOf('CHAIR', 4990))
  shop.promotions.rule = promote
})

const home = { shippingAddress: { countryCode: 'FR', postalCode: '75011' } }

async function filledCart(): Promise<string> {
  const lines = [{ sku: 'CHAIR', quantity: 2 }]
  const { body } = await call('PUT /cart', { as: 'camille', body: { lines } })
  return body.cartId
}

const put = (cartId: string, code: string, as = 'camille') =>
  call(`PUT /carts/${cartId}/coupons/${code}`, { as })

describe('a promotion code', () => {
  it('reduces the lines and the totals, however it is typed', async () => {
    const cartId = await filledCart()
    const { status, body } = await put(cartId, encodeURIComponent(' t-en '))
    expect([status, body.codes]).toEqual([200, ['TEN']])
    const discounts = [{ promotionId: 'promo_ten', amount: eur(998) }]
    expect(body.lines).toMatchObject([{ unitPrice: eur(4990), gross: eur(8982), discounts }])
    expect(body.totals).toMatchObject({
      ...{ itemsSubtotal: eur(9980), itemsDiscount: eur(998), grandTotal: eur(8982) },
      vatTotal: eur(1497),
    })
    expect(body.promotions).toMatchObject([{ code: 'TEN', amount: eur(998) }])
  })

  it('reduces the shipping of a quote', async () => {
    const cartId = await filledCart()
    await put(cartId, 'POST')
    await put(cartId, 'TEN')
    const { body } = await call(`POST /carts/${cartId}/quote`, { as: 'camille', body: home })
    expect(body.totals).toMatchObject({
      ...{ shipping: eur(0), shippingDiscount: eur(500), grandTotal: eur(8982) },
    })
    expect(body.codes).toEqual(['POST', 'TEN'])
  })

  it('counts in the quote of a guest by the email that the order will have', async () => {
    const { body: guest } = await call('PUT /cart', {
      body: { lines: [{ sku: 'CHAIR', quantity: 1 }] },
    })
    const customers: unknown[] = []
    shop.promotions.rule = ({ customer }) => {
      customers.push(customer)
      return {}
    }
    const quote = (body: object) =>
      call(`POST /carts/${guest.cartId}/quote`, { token: guest.cartToken, body })
    await quote(home)
    await quote({ ...home, email: ' Gaston@EXAMPLE.com' })
    const emailKey = emailKeyOf('gaston@example.com')
    const known = { userId: emailKey, status: 'guest', tags: [], emailKey }
    expect(customers).toEqual([undefined, known])
  })

  it('that nobody has is refused in words, and not kept, on an empty cart too', async () => {
    const cartId = await filledCart()
    const { body: empty } = await call('POST /carts', { as: 'marie' })
    for (const refused of [await put(cartId, 'NOPE'), await put(empty.cartId, 'NOPE', 'marie')]) {
      expect([refused.status, refused.body.code]).toEqual([409, 'code_refused'])
      expect(refused.body.rejectedCodes).toMatchObject([{ reason: 'unknown_code' }])
    }
    expect((await call(`GET /carts/${cartId}`, { as: 'camille' })).body.codes).toBeUndefined()
  })

  it("of no code's form is refused in the same words, and only one that is too long by its length", async () => {
    const cartId = await filledCart()
    for (const typed of ['A', '\0', '😀😀', 'é~$', '---', ' ', 'X'.repeat(80)]) {
      const { status, body } = await put(cartId, encodeURIComponent(typed))
      expect([typed, status, body.code]).toEqual([typed, 409, 'code_refused'])
    }
    const { status, body } = await put(cartId, 'X'.repeat(81))
    expect([status, body.code]).toEqual([400, 'invalid_request'])
  })

  it('is counted as a guess of its shopper when it is typed, not when the cart is read', async () => {
    const cartId = await filledCart()
    const attempts: unknown[] = []
    shop.promotions.rule = ({ attempt }) => {
      attempts.push(attempt)
      return {}
    }
    await put(cartId, 'TEN')
    expect(attempts).toEqual([{ shopper: 'camille', address: '192.0.2.1' }, undefined])
  })

  it('that does not apply yet stays, with the reason; taken off, it is gone', async () => {
    const cartId = await filledCart()
    const { body } = await put(cartId, 'LATER')
    expect(body.rejectedCodes).toMatchObject([{ code: 'LATER', reason: 'not_started' }])
    const removed = await call(`DELETE /carts/${cartId}/coupons/later`, { as: 'camille' })
    expect([removed.status, removed.body.codes]).toEqual([200, undefined])
  })

  it('is nothing for someone else’s cart', async () => {
    const cartId = await filledCart()
    expect((await put(cartId, 'TEN', 'marie')).status).toBe(404)
  })

  it('comes along when a guest cart is merged', async () => {
    const { body: guest } = await call('PUT /cart', {
      body: { lines: [{ sku: 'CHAIR', quantity: 1 }] },
    })
    const token = guest.cartToken
    await call(`PUT /carts/${guest.cartId}/coupons/TEN`, { token })
    const merged = await call(`POST /carts/${guest.cartId}/merge`, { as: 'marie', token })
    expect([merged.body.codes, merged.body.totals.grandTotal]).toEqual([['TEN'], eur(4491)])
  })

  it('is limited to ten on a cart', async () => {
    const cartId = await filledCart()
    shop.promotions.rule = () => ({})
    for (let code = 0; code < 10; code += 1) await put(cartId, `CODE${code}`)
    expect((await put(cartId, 'CODE0')).status).toBe(200)
    expect(await put(cartId, 'CODE10')).toMatchObject({ status: 400 })
  })
})

describe('while promotions are down', () => {
  it('a cart has full prices and says so; no code is taken', async () => {
    const cartId = await filledCart()
    await put(cartId, 'TEN')
    shop.down.add('promotions')
    const { status, body } = await call(`GET /carts/${cartId}`, { as: 'camille' })
    expect([status, body.totals.grandTotal]).toEqual([200, eur(9980)])
    expect([body.degraded, body.codes]).toEqual([['promotions'], ['TEN']])
    const refused = await put(cartId, 'POST')
    expect([refused.status, refused.body.code]).toEqual([503, 'dependency_unavailable'])
  })

  it('a cart without codes is as ever', async () => {
    shop.promotions.rule = undefined
    shop.down.add('promotions')
    const cartId = await filledCart()
    const { body } = await call(`GET /carts/${cartId}`, { as: 'camille' })
    expect([body.totals.grandTotal, body.degraded]).toEqual([eur(9980), undefined])
  })
})
