import { beforeEach, describe, expect, it } from 'vitest'
import { eur, openShop, type Shop, variantOf } from '../../test/shop.ts'
import { collectCart } from '../personal-data.ts'
import { eraseWishLists } from './wish-list-store.ts'

let shop: Shop
let call: Shop['call']
const as = 'camille'

beforeEach(() => {
  shop = openShop()
  call = shop.call
  shop.sell(
    variantOf('CHAIR', 4990, { available: 40 }),
    variantOf('LAMP', 1000, { available: 2 }),
    variantOf('OLD', 100, { active: false, available: 1 }),
  )
})

/** A list of Camille with some SKUs on it; answers its path. */
async function listWith(...skus: string[]): Promise<string> {
  const { body } = await call('POST /api/wish-lists', { as, body: { name: 'Salon' } })
  const path = `/api/wish-lists/${body.wishListId}`
  for (const sku of skus) await call(`PUT ${path}/items/${sku}`, { as, body: {} })
  return path
}

describe('wish lists', () => {
  it('are several, named and renamed, in the order in which they were made', async () => {
    const path = await listWith()
    shop.later(1_000)
    await call('POST /api/wish-lists', { as, body: { name: 'Noël' } })
    await call(`PATCH ${path}`, { as, body: { name: 'Bureau' } })
    const { body } = await call('GET /api/wish-lists', { as })
    expect(body.items).toMatchObject([{ name: 'Bureau', count: 0 }, { name: 'Noël' }])
    expect((await call(`DELETE ${path}`, { as })).status).toBe(204)
    expect((await call(`DELETE ${path}`, { as })).status).toBe(204)
    expect((await call('GET /api/wish-lists', { as })).body.items).toHaveLength(1)
  })

  it('show price and stock of today, and what is not on sale any more', async () => {
    const path = await listWith('CHAIR', 'LAMP', 'OLD')
    await call(`PUT ${path}/items/LAMP`, { as, body: { note: 'en noir' } })
    const { body } = await call(`GET ${path}`, { as })
    expect(body).toMatchObject({ count: 3 })
    const [chair, lamp, old] = body.items
    expect(chair).toMatchObject({ sku: 'CHAIR', price: eur(4990), inStock: true })
    expect(chair).not.toHaveProperty('left')
    expect(lamp).toMatchObject({ sku: 'LAMP', note: 'en noir', inStock: true, left: 2 })
    expect(old).toMatchObject({ sku: 'OLD', inStock: false })
    expect(old).not.toHaveProperty('price')
  })

  it('take a SKU once, and refuse one that nobody knows', async () => {
    const path = await listWith('CHAIR', 'CHAIR')
    expect((await call(`GET ${path}`, { as })).body.items).toHaveLength(1)
    const unknown = await call(`PUT ${path}/items/NOPE`, { as, body: {} })
    expect([unknown.status, unknown.body.errors]).toMatchObject([400, [{ field: 'sku' }]])
    const without = await call(`DELETE ${path}/items/CHAIR`, { as })
    expect(without.body.items).toEqual([])
    expect((await call(`DELETE ${path}/items/CHAIR`, { as })).body).toEqual(without.body)
  })

  it('are their owner’s alone', async () => {
    const path = await listWith('CHAIR')
    const others = [
      ['GET', ''],
      ['PATCH', '', { name: 'x' }],
      ['PUT', '/items/LAMP', {}],
      ['DELETE', '/items/CHAIR'],
      ['POST', '/items/CHAIR/move', {}],
      ['PUT', '/share'],
      ['DELETE', '/share'],
    ] as const
    for (const [method, rest, body] of others) {
      expect((await call(`${method} ${path}${rest}`, { as: 'alex', body })).status).toBe(404)
      expect((await call(`${method} ${path}${rest}`, { body })).status).toBe(401)
    }
    await call(`DELETE ${path}`, { as: 'alex' })
    expect((await call(`GET ${path}`, { as })).body.items).toHaveLength(1)
    expect((await call('GET /api/wish-lists', { as: 'alex' })).body.items).toEqual([])
  })

  it('are twenty at most', async () => {
    for (let n = 0; n < 20; n += 1) await listWith()
    const { status, body } = await call('POST /api/wish-lists', { as, body: { name: 'x' } })
    expect([status, body.code]).toEqual([409, 'transition_refused'])
  })
})

describe('a shared wish list', () => {
  it('is seen by its link without its owner, until the link is ended', async () => {
    const path = await listWith('CHAIR')
    const { shareToken } = (await call(`PUT ${path}/share`, { as })).body
    expect((await call(`PUT ${path}/share`, { as })).body.shareToken).toBe(shareToken)
    const link = `GET /api/shared-wish-lists/${shareToken}`
    const seen = await call(link)
    expect(seen.body).toMatchObject({ name: 'Salon', items: [{ sku: 'CHAIR', price: eur(4990) }] })
    expect(Object.keys(seen.body).toSorted()).toEqual(['items', 'name'])
    await call(`DELETE ${path}/share`, { as })
    expect((await call(link)).status).toBe(404)
    const next = (await call(`PUT ${path}/share`, { as })).body.shareToken
    expect(next).not.toBe(shareToken)
    await call(`DELETE ${path}`, { as })
    expect((await call(`GET /api/shared-wish-lists/${next}`)).status).toBe(404)
  })
})

describe('a wish that moves to the cart', () => {
  it('is in the cart once, however often it is asked, and off the list', async () => {
    const path = await listWith('CHAIR', 'LAMP')
    const move = () => call(`POST ${path}/items/CHAIR/move`, { as, body: { quantity: 2 } })
    const moved = await move()
    expect(moved.body).toMatchObject({ lines: [{ sku: 'CHAIR', quantity: 2 }] })
    expect((await move()).body.lines).toEqual(moved.body.lines)
    expect((await call(`GET ${path}`, { as })).body.items).toMatchObject([{ sku: 'LAMP' }])
  })

  it('leaves a cart that has more of it as it is', async () => {
    await call('PUT /cart', { as, body: { lines: [{ sku: 'CHAIR', quantity: 3 }] } })
    const path = await listWith('CHAIR')
    const { body } = await call(`POST ${path}/items/CHAIR/move`, { as, body: {} })
    expect(body.lines).toMatchObject([{ sku: 'CHAIR', quantity: 3 }])
  })

  it('stays on the list when it is not on sale', async () => {
    const path = await listWith('OLD')
    expect((await call(`POST ${path}/items/OLD/move`, { as, body: {} })).status).toBe(400)
    expect((await call(`GET ${path}`, { as })).body.items).toHaveLength(1)
  })
})

describe('the person of a wish list', () => {
  it('gets it with their data, and takes it along when the account goes', async () => {
    const path = await listWith('CHAIR')
    const { shareToken } = (await call(`PUT ${path}/share`, { as })).body
    const { carts, current, wishLists } = shop
    const kinds: string[] = []
    for await (const { kind } of collectCart({ carts, current, wishLists })(as)) kinds.push(kind)
    expect(kinds).toEqual(['wish-list'])
    await eraseWishLists(wishLists)(as)
    expect((await call('GET /api/wish-lists', { as })).body.items).toEqual([])
    expect((await call(`GET /api/shared-wish-lists/${shareToken}`)).status).toBe(404)
  })
})

describe('a line of a cart', () => {
  it('says how many are left when they are few, or fewer than it has', async () => {
    const lines = [
      { sku: 'CHAIR', quantity: 41 },
      { sku: 'LAMP', quantity: 1 },
    ]
    const { body } = await call('PUT /cart', { as, body: { lines } })
    expect(body.lines.map(({ left }: { left?: number }) => left)).toEqual([40, 2])
    const enough = await call('PUT /cart', { as, body: { lines: [{ sku: 'CHAIR', quantity: 1 }] } })
    expect(enough.body.lines[0]).not.toHaveProperty('left')
  })
})
