import { StockWishFulfilled } from '@comptoir/contracts/inventory/events'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Item } from '../stock/stock.ts'
import { confirmWish, makeWish } from './stock-wish.ts'
import { createWishTeller } from './teller.ts'
import { wishShare } from './wish-share.ts'
import { createWishes, wishIdOf } from './wish-store.ts'

/** Replicas of a teller over one store; two are told for each piece. */
function setUp(available: number) {
  const store = createMemoryStore('inventory')
  store.clock.nowMs = Date.parse('2026-11-21T10:00:00.000Z')
  const clock = () => new Date(store.clock.nowMs)
  const wishes = createWishes(store)
  const item: Item = {
    ...{ sku: 'A', onHand: available, available, reserved: 0, lowThreshold: 0 },
    ...{ level: 'ok', version: 1 },
  }
  const shelf = { item }
  const replica = (own = wishes) =>
    createWishTeller({
      ...{ wishes: own, clock, keys: store.keys, perUnit: 2, headStartMs: 3_600_000 },
      stock: { readItems: async () => [shelf.item] },
    })
  /** Users wish, a second after one another. */
  async function wish(...names: string[]) {
    for (const name of names) {
      const person = { kind: 'user', userId: `usr_${name}` } as const
      const at = clock().toISOString()
      const wanted = makeWish(undefined, { sku: 'A', locale: 'fr', person, at })
      await wishes.create(wishIdOf('A', person), wanted)
      store.clock.nowMs += 1_000
    }
  }
  const told = () =>
    store.published
      .filter(({ type }) => type === StockWishFulfilled.type)
      .map(({ data }) => StockWishFulfilled.schema.parse(data).userId?.slice(4))
  const put = (left: number) => {
    shelf.item = { ...shelf.item, available: left }
  }
  return { store, wishes, replica, wish, told, put }
}

async function tell(teller: ReturnType<typeof createWishTeller>): Promise<void> {
  teller.notice(['A'])
  await teller.round()
}

describe('who waits for stock', () => {
  it('is told first come first, some for each piece, by one replica', async () => {
    const { replica, wish, told } = setUp(1)
    await wish('a', 'b', 'c')
    await Promise.all([tell(replica()), tell(replica())])
    expect(told()).toEqual(['a', 'b'])
  })

  it('is told once; the others when those had their time, or when more comes', async () => {
    const { store, replica, wish, told, put } = setUp(1)
    await wish('a', 'b', 'c', 'd', 'e')
    const teller = replica()
    await tell(teller)
    await tell(teller)
    expect(told()).toEqual(['a', 'b'])
    put(2)
    await tell(teller)
    expect(told()).toEqual(['a', 'b', 'c', 'd'])
    store.clock.nowMs += 3_600_001
    await tell(teller)
    expect(told()).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('is told nothing while there is none', async () => {
    const { replica, wish, told } = setUp(0)
    await wish('a')
    await tell(replica())
    expect(told()).toEqual([])
  })

  it('is found by a sweep when the change went by', async () => {
    const { replica, wish, told } = setUp(1)
    await wish('a')
    const teller = replica()
    await teller.sweep()
    await teller.round()
    expect(told()).toEqual(['a'])
  })
})

describe('an address that nobody confirmed', () => {
  const person = { kind: 'guest', email: 'camille@example.com' } as const
  const id = wishIdOf('A', person)
  const dayMs = 86_400_000

  /** Somebody wishes, for the first time or again. */
  async function ask({ store, wishes }: ReturnType<typeof setUp>) {
    const wanted = { sku: 'A', locale: 'fr', person } as const
    const at = new Date(store.clock.nowMs).toISOString()
    await wishes.upsert(id, (wish) => ({ next: makeWish(wish, { ...wanted, at }) }))
  }

  it('is forgotten after three days', async () => {
    const test = setUp(0)
    const { store, wishes, replica } = test
    await ask(test)
    await replica().sweep()
    expect(await wishes.get(id)).toBeDefined()
    store.clock.nowMs += 3 * dayMs + 1
    await replica().sweep()
    expect(await wishes.get(id)).toBeUndefined()
  })

  it('has three days from its last mail when its owner asks again', async () => {
    const test = setUp(0)
    const { store, wishes, replica } = test
    await ask(test)
    store.clock.nowMs += 2 * dayMs
    await ask(test)
    store.clock.nowMs += 2 * dayMs
    await replica().sweep()
    expect(await wishes.get(id)).toBeDefined()
    store.clock.nowMs += dayMs + 1
    await replica().sweep()
    expect(await wishes.get(id)).toBeUndefined()
  })

  it('stays when its owner confirms it at the moment when it is forgotten', async () => {
    const test = setUp(0)
    const { store, wishes, replica } = test
    await ask(test)
    store.clock.nowMs += 3 * dayMs + 1
    const removeIf: typeof wishes.removeIf = async (wishId, isToGo) => {
      await wishes.update(wishId, (wish) => ({ next: confirmWish(wish) }))
      return await wishes.removeIf(wishId, isToGo)
    }
    await replica({ ...wishes, removeIf }).sweep()
    expect((await wishes.get(id))?.data.status).toBe('waiting')
  })
})

describe('the share of wishes', () => {
  it('with those told lately is never more than some for each piece', () => {
    const counts = fc.record({
      available: fc.nat(1_000),
      perUnit: fc.double({ min: 0.1, max: 100, noNaN: true }),
      toldLately: fc.nat(5_000),
    })
    fc.assert(
      fc.property(counts, (given) => {
        const share = wishShare(given)
        const most = Math.ceil(given.available * given.perUnit)
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share + given.toldLately).toBeLessThanOrEqual(Math.max(most, given.toldLately))
        expect(share > 0 || given.toldLately >= most).toBe(true)
      }),
    )
  })
})
