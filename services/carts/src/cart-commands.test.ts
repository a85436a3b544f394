import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { expect, it } from 'vitest'
import { variantOf } from '../test/shop.ts'
import { type CommandDeps, put } from './cart-commands.ts'
import { convert, lock } from './cart-lifecycle.ts'
import { createCarts, createCurrentCarts } from './cart-store.ts'

const at = '2026-11-21T10:00:00.000Z'
const variants = new Map([['CHAIR', variantOf('CHAIR', 4990)]])
const wanted = { lines: [{ sku: 'CHAIR', quantity: 1 }], variants }

/** Carts that an order converts at the moment when the next change of theirs begins. */
function convertedMeanwhile(deps: CommandDeps): CommandDeps {
  let pending = true
  const upsert: CommandDeps['carts']['upsert'] = async (id, rule) => {
    if (pending) {
      pending = false
      await deps.carts.update(id, (cart) => ({ next: lock(cart, 'ord_1', at) }))
      await deps.carts.update(id, (cart) => ({ next: convert(cart, 'ord_1', at) }))
    }
    return deps.carts.upsert(id, rule)
  }
  return { ...deps, carts: { ...deps.carts, upsert } }
}

it('opens a new cart for a user whose cart was converted while it was being filled', async () => {
  const store = createMemoryStore('carts')
  const clock = () => new Date(at)
  const deps = { carts: createCarts(store), current: createCurrentCarts(store), clock }
  const first = await put(deps, { userId: 'camille' }, wanted)
  const second = await put(convertedMeanwhile(deps), { userId: 'camille' }, wanted)
  expect(second.created).toBe(true)
  expect(second.document.id).not.toBe(first.document.id)
})
