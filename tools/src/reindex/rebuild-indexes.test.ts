import { createRoster } from '@comptoir/dapr/roster/roster'
import { createMemoryState } from '@comptoir/dapr/test/memory-store'
import { describe, expect, it } from 'vitest'
import { collect } from '../../test/async-lists.ts'
import { completeRoster } from './rebuild-indexes.ts'

describe('the roster', () => {
  it('gets the documents that are older than it, once', async () => {
    const state = createMemoryState()
    await createRoster(state, Date.now).add('orders/ord_2')
    const keys = ['orders:ord_1', 'orders:ord_2', 'positions:a~7cb'].map((key) => ({ key }))
    expect(await completeRoster(state, keys)).toBe(2)
    expect(await completeRoster(state, keys)).toBe(0)
    const pages = await collect(createRoster(state, Date.now).list())
    expect(pages.flatMap(({ documents }) => documents).toSorted()).toEqual([
      ...['orders/ord_1', 'orders/ord_2', 'positions/a|b'],
    ])
  })
})
