import { CartAbandoned } from '@comptoir/contracts/carts/events'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { describe, expect, it } from 'vitest'
import { emptyCart, type StoredCart } from '../cart.ts'
import { convert, lock, unlock } from '../cart-lifecycle.ts'
import { createCarts } from '../cart-store.ts'
import { createAbandonments, createAbandonmentWatch } from './abandonment-watch.ts'

const hour = 3_600_000
const price = { amount: 1_000, currency: 'EUR' }
const line = { sku: 'A', quantity: 2, productId: 'prod_1', title: { fr: 'Lampe' }, price }

/** Carts over memory; one is abandoned after two hours. */
function setUp() {
  const store = createMemoryStore('carts')
  store.clock.nowMs = Date.parse('2026-11-21T10:00:00.000Z')
  const clock = () => new Date(store.clock.nowMs)
  const now = () => clock().toISOString()
  const carts = createCarts(store)
  const abandonments = createAbandonments(store)
  const replica = () =>
    createAbandonmentWatch({ ...{ carts, abandonments, clock }, afterMs: 2 * hour })
  async function open(id: string, owner: StoredCart['owner'], lines = [line]) {
    await carts.create(id, { ...emptyCart(owner, now()), lines })
  }
  const change = (id: string, rule: (cart: StoredCart) => StoredCart) =>
    carts.update(id, (cart) => ({ next: { ...rule(cart), updatedAt: now() } }))
  const told = () =>
    store.published
      .filter(({ type }) => type === CartAbandoned.type)
      .map(({ data }) => CartAbandoned.schema.parse(data))
  const pass = (ms: number) => {
    store.clock.nowMs += ms
  }
  return { now, carts, replica, open, change, told, pass }
}
const camille = { kind: 'user', userId: 'usr_camille' } as const
const guest = { kind: 'guest', tokenHash: 'x' } as const

describe('a cart that nobody touches', () => {
  it('is told with its lines after hours, once, by whatever replica', async () => {
    const { now, replica, open, told, pass } = setUp()
    const [here, there] = [replica(), replica()]
    const at = now()
    await open('cart_1', camille)
    await open('cart_2', guest)
    await open('cart_3', camille, [])
    pass(2 * hour - 1)
    await here()
    expect(told()).toEqual([])
    pass(1)
    for (const look of [here, there, here]) await look()
    expect(told()).toMatchObject([
      {
        ...{ cartId: 'cart_1', ownerUserId: 'usr_camille', updatedAt: at },
        lines: [{ sku: 'A', title: { fr: 'Lampe' }, quantity: 2, unitPrice: price }],
      },
      { cartId: 'cart_2', updatedAt: at },
    ])
    expect(told()[1]?.ownerUserId).toBeUndefined()
  })

  it('is told again once it was changed and left again', async () => {
    const { replica, open, change, told, pass } = setUp()
    const look = replica()
    await open('cart_1', camille)
    pass(2 * hour)
    await look()
    await change('cart_1', (cart) => cart)
    pass(hour)
    await look()
    expect(told()).toHaveLength(1)
    pass(hour)
    await look()
    expect(told()).toHaveLength(2)
  })

  it('is not told while it is ordered, nor after', async () => {
    const { now, replica, open, change, told, pass } = setUp()
    const look = replica()
    await open('cart_1', camille)
    await change('cart_1', (cart) => lock(cart, 'ord_1', now()))
    pass(3 * hour)
    await look()
    await change('cart_1', (cart) => convert(cart, 'ord_1', now()))
    pass(3 * hour)
    await look()
    expect(told()).toEqual([])
  })

  it('is told hours after its order failed', async () => {
    const { now, replica, open, change, told, pass } = setUp()
    const look = replica()
    await open('cart_1', camille)
    await change('cart_1', (cart) => lock(cart, 'ord_1', now()))
    await change('cart_1', (cart) => unlock(cart, 'ord_1', now()))
    pass(2 * hour)
    await look()
    expect(told()).toHaveLength(1)
  })

  it('is found by a replica that begins later, of the last day', async () => {
    const { replica, open, told, pass } = setUp()
    await open('cart_old', camille)
    pass(26 * hour)
    await open('cart_new', camille)
    pass(3 * hour)
    await replica()()
    expect(told().map(({ cartId }) => cartId)).toEqual(['cart_new'])
  })
})
