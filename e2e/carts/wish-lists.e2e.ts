import type { Cart } from '@comptoir/contracts/carts/schemas'
import type { WishList, WishListSummary } from '@comptoir/contracts/carts/wish-list-routes'
import { describe, expect, it } from 'vitest'
import { eventually } from '../src/api.ts'
import { openJourney } from '../src/journey.ts'
import { register, sell } from '../src/shopper.ts'

const { api, staff } = await openJourney()

async function listOf(token: string, name: string): Promise<string> {
  const { status, body } = await api<WishListSummary>('POST /api/wish-lists', {
    ...{ token, body: { name } },
  })
  expect(status).toBe(201)
  return `/api/wish-lists/${body.wishListId}`
}

describe('a wish list', () => {
  it('shows price and stock of today, and leads to the cart once', async () => {
    const { token } = await register(api)
    const sku = await sell(api, staff, { price: 4_500, stock: 3 })
    const path = await listOf(token, 'Anniversaire')
    const put = () =>
      api<WishList>(`PUT ${path}/items/${sku}`, { token, body: { note: 'en bleu' } })
    const all = await Promise.all(Array.from({ length: 5 }, put))
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]))
    const { body } = await api<WishList>(`GET ${path}`, { token })
    expect(body.items).toMatchObject([{ sku, note: 'en bleu', inStock: true, left: 3 }])
    await api(`PUT /api/stock/${sku}`, { token: staff, body: { onHand: 0 } })
    await eventually(
      'the list to say that it is sold out',
      () => api<WishList>(`GET ${path}`, { token }),
      ({ body: { items } }) => items[0]?.inStock === false,
    )
    await api(`PUT /api/stock/${sku}`, { token: staff, body: { onHand: 3 } })
    const move = () => api<Cart>(`POST ${path}/items/${sku}/move`, { token, body: { quantity: 2 } })
    const moved = await eventually('the goods to be there', move, ({ status }) => status === 200)
    expect(moved.body.lines).toMatchObject([{ sku, quantity: 2 }])
    await move()
    const cart = await api<Cart>(`GET /carts/${moved.body.cartId}`, { token })
    expect(cart.body.lines).toMatchObject([{ sku, quantity: 2 }])
    expect((await api<WishList>(`GET ${path}`, { token })).body.items).toEqual([])
  })

  it('is shown by its link to anyone, without whose it is, until the link ends', async () => {
    const shopper = await register(api)
    const { token } = shopper
    const sku = await sell(api, staff, { price: 900, stock: 30 })
    const path = await listOf(token, 'Liste de mariage')
    await api(`PUT ${path}/items/${sku}`, { token, body: {} })
    const shared = await api<WishListSummary>(`PUT ${path}/share`, { token })
    const again = await api<WishListSummary>(`PUT ${path}/share`, { token })
    expect(again.body.shareToken).toBe(shared.body.shareToken)
    const link = `GET /api/shared-wish-lists/${shared.body.shareToken}`
    const seen = await api<Pick<WishList, 'name' | 'items'>>(link)
    expect(seen.body).toMatchObject({ name: 'Liste de mariage', items: [{ sku }] })
    expect(JSON.stringify(seen.body)).not.toContain(shopper.email)
    expect(Object.keys(seen.body).toSorted()).toEqual(['items', 'name'])
    await api(`DELETE ${path}/share`, { token })
    expect((await api(link)).status).toBe(404)
    const next = await api<WishListSummary>(`PUT ${path}/share`, { token })
    expect(next.body.shareToken).not.toBe(shared.body.shareToken)
  })

  it('is nobody else’s', async () => {
    const [owner, stranger] = [await register(api), await register(api)]
    const path = await listOf(owner.token, 'À moi')
    const sku = await sell(api, staff, { price: 900, stock: 30 })
    const { token } = stranger
    const asked = await Promise.all([
      api(`GET ${path}`, { token }),
      api(`PUT ${path}/items/${sku}`, { token, body: {} }),
      api(`PATCH ${path}`, { token, body: { name: 'À toi' } }),
      api(`PUT ${path}/share`, { token }),
      api(`GET ${path}`),
      api(`GET ${path}`, { token: staff }),
    ])
    expect(asked.map(({ status }) => status)).toEqual([404, 404, 404, 404, 401, 404])
    expect((await api(`DELETE ${path}`, { token })).status).toBe(204)
    expect((await api(`GET ${path}`, { token: owner.token })).status).toBe(200)
  })
})
