import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { describe, expect, it } from 'vitest'
import { placeAt, zoneAt } from './use-drag.ts'

const category = (categoryId: string, parentId?: string): CategoryView => ({
  ...{ categoryId, slug: categoryId, name: { fr: categoryId }, path: '', depth: 0, version: 1 },
  ...{ position: 0, productCount: 0, ...(parentId !== undefined && { parentId }) },
})
const tree = [category('A'), category('A1', 'A'), category('B'), category('C')]

describe('dragging over a row', () => {
  it('is beside it at its edges, and in it in the middle', () => {
    const row = { top: 100, height: 30 }
    expect([101, 115, 129].map((y) => zoneAt(y, row))).toEqual(['before', 'in', 'after'])
  })

  it('means a place that does not count what is dragged', () => {
    expect(placeAt(tree, 'A', { categoryId: 'C', zone: 'before' })).toEqual({
      ...{ parentId: null, index: 1 },
    })
    expect(placeAt(tree, 'C', { categoryId: 'A', zone: 'after' })).toEqual({
      ...{ parentId: null, index: 1 },
    })
    expect(placeAt(tree, 'B', { categoryId: 'A', zone: 'in' })).toEqual({
      ...{ parentId: 'A', index: 1 },
    })
    expect(placeAt(tree, 'A1', { categoryId: 'A', zone: 'in' })?.index).toBe(0)
    expect(
      (['before', 'in', 'after'] as const).map((zone) =>
        placeAt(tree, 'A', { categoryId: 'A', zone }),
      ),
      'its own row',
    ).toEqual([undefined, undefined, undefined])
    expect(placeAt(tree, 'A', { categoryId: 'lost', zone: 'after' })).toBeUndefined()
  })
})
