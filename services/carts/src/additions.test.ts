import { beforeEach, describe, expect, it } from 'vitest'
import { openShop, type Shop, variantOf } from '../test/shop.ts'
import { addOnce } from './additions.ts'
import { emptyCart, type StoredCart } from './cart.ts'

let shop: Shop

beforeEach(() => {
  shop = openShop()
  shop.sell(variantOf('CHAIR', 4990), variantOf('BOOK', 1000))
})

type Who = { readonly as?: string; readonly token?: string }
type Opened = { readonly cartId: string; readonly who: Who }

async function openCart(as?: string): Promise<Opened> {
  const { body } = await shop.call('POST /carts', { ...(as && { as }) })
  return { cartId: body.cartId, who: as ? { as } : { token: body.cartToken } }
}
const key = 'one-wish-of-a-shopper'
const twoChairs = { sku: 'CHAIR', quantity: 2 }
const add = (
  { cartId, who }: Opened,
  body: object = twoChairs,
  given: { key?: string } = { key },
) => shop.call(`POST /carts/${cartId}/lines`, { ...who, ...given, body })
const read = ({ cartId, who }: Opened) => shop.call(`GET /carts/${cartId}`, who)

describe.each([
  ['a guest', undefined],
  ['an account', 'camille'],
])('a line that is added to the cart of %s with an Idempotency-Key', (_, as) => {
  it('is added once, and the repeat answers the same', async () => {
    const cart = await openCart(as)
    const first = await add(cart)
    const repeat = await add(cart)
    expect(first.body.lines).toMatchObject([twoChairs])
    expect([repeat.status, repeat.body]).toEqual([200, first.body])
    expect(repeat.headers.get('etag')).toBe(first.headers.get('etag'))
  })

  it('is added once, sent a hundred times at once', async () => {
    const cart = await openCart(as)
    const answers = await Promise.all(Array.from({ length: 100 }, () => add(cart)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect((await read(cart)).body).toMatchObject({ version: 2, lines: [twoChairs] })
  })

  it('is refused under the key of another line, which stays as it is', async () => {
    const cart = await openCart(as)
    await add(cart)
    for (const other of [
      { sku: 'CHAIR', quantity: 3 },
      { sku: 'BOOK', quantity: 2 },
    ]) {
      const { status, body } = await add(cart, other)
      expect([status, body.code]).toEqual([422, 'idempotency_key_reused'])
    }
    expect((await read(cart)).body.lines).toMatchObject([twoChairs])
  })

  it('stays added once while it is ordered, and after the line was changed by hand', async () => {
    const cart = await openCart(as)
    await add(cart)
    await shop.call(`PATCH /carts/${cart.cartId}/lines/CHAIR`, {
      ...cart.who,
      body: { quantity: 1 },
    })
    expect((await add(cart)).body.lines).toMatchObject([{ sku: 'CHAIR', quantity: 1 }])
    await shop.internal(`PUT /internal/carts/${cart.cartId}/lock`, { orderId: 'ord_1' })
    expect((await add(cart)).body).toMatchObject({ status: 'locked', lines: [{ quantity: 1 }] })
    expect((await add(cart, twoChairs, { key: 'another-wish' })).status).toBe(409)
  })
})

describe('adding', () => {
  it('adds every time without a key, and once for each of several keys', async () => {
    const cart = await openCart()
    await add(cart, twoChairs, {})
    await add(cart, twoChairs, {})
    await add(cart, twoChairs, { key: 'the-first-wish' })
    await add(cart, twoChairs, { key: 'the-second-wish' })
    expect((await read(cart)).body.lines).toMatchObject([{ sku: 'CHAIR', quantity: 8 }])
  })

  it('may be tried again with its key when it was refused', async () => {
    const cart = await openCart()
    shop.down.add('catalog')
    expect((await add(cart)).status).toBe(503)
    shop.down.clear()
    expect((await add(cart)).body.lines).toMatchObject([twoChairs])
  })

  it('to the cart of a guest is not repeated in that of the account it was merged into', async () => {
    const guest = await openCart()
    await add(guest)
    const own = await openCart('camille')
    const merge = `POST /carts/${guest.cartId}/merge`
    const merged = await shop.call(merge, { ...own.who, ...guest.who })
    expect((await add(own)).body).toEqual(merged.body)
    const again = await shop.call(merge, { ...own.who, ...guest.who })
    expect(again.body).toEqual(merged.body)
  })
})

describe('addOnce', () => {
  const at = '2026-11-30T12:00:00.000Z'
  const guest = emptyCart({ kind: 'guest', tokenHash: 'hash' }, at)

  it('remembers the last hundred additions, by a hash of the key', () => {
    const keys = Array.from({ length: 101 }, (_, n) => `wish-${n}`.padEnd(255, '.'))
    const cart = keys.reduce<StoredCart>(
      (before, one) => addOnce(before, { key: one, sku: 'CHAIR', quantity: 1 }, () => before),
      guest,
    )
    expect(cart.additions).toHaveLength(100)
    expect(JSON.stringify(cart)).not.toContain('wish-')
    const wasAdded = (one = '') =>
      addOnce(cart, { key: one, sku: 'CHAIR', quantity: 1 }, () => guest) === cart
    expect([wasAdded(keys[0]), wasAdded(keys[1]), wasAdded(keys[100])]).toEqual([false, true, true])
  })
})
