import { readFileSync } from 'node:fs'
import { createMemoryStore, readStored } from '@comptoir/dapr/test/memory-store'
import { describe, expect, it } from 'vitest'
import { createAbandonments } from './abandonment/abandonment-watch.ts'
import { createCarts, createCurrentCarts } from './cart-store.ts'
import { createWishLists } from './wish-lists/wish-list-store.ts'

type Raw = { readonly key: string; readonly value: { readonly data: { status?: string } | null } }

const raws = JSON.parse(
  readFileSync(new URL('../test/stored/carts.json', import.meta.url), 'utf8'),
) as Raw[]

async function readAll() {
  const store = createMemoryStore('carts')
  for (const { key, value } of raws)
    await store.state.write({ key: key.replace('carts||', ''), value, etag: undefined })
  return { carts: createCarts(store), current: createCurrentCarts(store) }
}
const idOf = (key: string) => key.slice(key.lastIndexOf(':') + 1)

describe('carts as they were stored before', () => {
  it('are there in every status', () => {
    const statuses = raws.flatMap(({ value }) => value.data?.status ?? [])
    expect(statuses.toSorted()).toEqual(['active', 'converted', 'locked', 'merged'])
  })

  it.for(raws)('are read with all they hold: $key', async ({ key, value }) => {
    const { carts, current } = await readAll()
    const collection = key.includes('current-carts') ? current : carts
    expect((await collection.get(idOf(key)))?.data ?? null).toEqual(value.data)
  })
})

it('reads the wish lists and abandonments that the version before wrote', async () => {
  const file = new URL('../test/stored/carts-recent.json', import.meta.url)
  const documents = await readStored('carts', file, (store) => [
    createWishLists(store),
    createAbandonments(store),
  ])
  expect(documents).toHaveLength(2)
  for (const { key, stored, read } of documents) expect(read, key).toEqual(stored)
})
