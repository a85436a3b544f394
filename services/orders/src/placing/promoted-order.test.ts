import type { PromotableCart } from '@comptoir/contracts/promotions/internal-routes'
import { describe, expect, it } from 'vitest'
import { aCart, eur } from '../../test/samples.ts'
import { aPlacement, createAppTwin, newKey } from '../../test/twins/app-twin.ts'

type Twin = ReturnType<typeof createAppTwin>

async function place(twin: Twin, changed: object = {}) {
  const response = await twin.send('POST /api/orders', {
    body: aPlacement(changed),
    headers: newKey(),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const promotionId = 'promo_1'
const ten = { promotionId, name: { fr: 'Dix' }, code: 'TEN', amount: eur(240) }

/** A tenth off the goods, and the shipping free, with `TEN`. */
function promote({ lines, shipping }: PromotableCart) {
  const discounts = [{ promotionId, amount: eur(240) }]
  return {
    lines: lines.map(({ sku }) => ({ sku, discounts })),
    shipping: shipping ? [{ promotionId: 'promo_2', amount: shipping }] : [],
    applied: [ten, { promotionId: 'promo_2', name: { fr: 'Port' }, amount: eur(490) }],
  }
}

function twinWithCode(code = 'TEN') {
  const twin = createAppTwin()
  twin.shop.cart = aCart({ codes: [code] })
  twin.shop.promote = promote
  return twin
}

describe('an order with a promotion code', () => {
  it('is reduced line by line, and keeps what it redeems', async () => {
    const twin = twinWithCode()
    const { status, body } = await place(twin, { expectedTotal: eur(2160) })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      lines: [
        { unitPrice: eur(1200), gross: eur(2160), vat: eur(360), discounts: [{ promotionId }] },
      ],
      shippingLine: { gross: eur(0), discounts: [{ amount: eur(490) }] },
      totals: {
        ...{ itemsSubtotal: eur(2400), itemsDiscount: eur(240), shipping: eur(0) },
        ...{ shippingDiscount: eur(490), vatTotal: eur(360), grandTotal: eur(2160) },
      },
      promotions: [ten, { promotionId: 'promo_2' }],
    })
    const stored = await twin.orders.get('ord_1')
    expect(stored?.data.promotions).toHaveLength(2)
    expect(stored?.data.lines[0]).not.toHaveProperty('discount')
  })

  it('is judged for its buyer, its destination and its payment', async () => {
    const twin = twinWithCode()
    let judged: PromotableCart | undefined
    twin.shop.promote = (cart) => {
      judged = cart
      return {}
    }
    await place(twin)
    expect(judged).toMatchObject({
      ...{ codes: ['TEN'], shipping: eur(490), countryCode: 'FR', paymentMethod: 'stripe' },
      customer: { userId: 'usr_1', status: 'gold' },
      lines: [{ sku: 'MUG', productId: 'prd_mug', quantity: 2, unitPrice: eur(1200) }],
    })
  })

  it('is refused while promotions are down; one without a code goes through', async () => {
    const twin = twinWithCode()
    twin.shop.away.add('promotions')
    const refused = await place(twin)
    expect([refused.status, refused.body['code']]).toEqual([503, 'dependency_unavailable'])
    expect(await twin.orders.get('ord_1')).toBeUndefined()
    twin.shop.cart = aCart()
    expect((await place(twin)).body['totals']).toMatchObject({ grandTotal: eur(2890) })
  })

  it('is refused when the code does not apply any more, unless the shopper saw that', async () => {
    const twin = twinWithCode()
    const message = { fr: 'épuisé', en: 'used up' }
    twin.shop.promote = () => ({ rejected: [{ code: 'TEN', reason: 'used_up', message }] })
    const refused = await place(twin)
    expect([refused.status, refused.body['code']]).toEqual([409, 'code_refused'])
    expect(refused.body['errors']).toMatchObject([{ field: 'cartId', code: 'used_up' }])
    const changed = await place(twin, { expectedTotal: eur(2160) })
    expect([changed.status, changed.body['code']]).toEqual([409, 'totals_changed'])
    expect((await place(twin, { expectedTotal: eur(2890) })).status).toBe(201)
  })
})
