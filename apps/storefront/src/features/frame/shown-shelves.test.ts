import { describe, expect, it } from 'vitest'
import type { CategoryNode } from '../../shop/catalogue.ts'
import { shownShelves } from './shown-shelves.ts'

const shelf = (slug: string, below: readonly string[] = []): CategoryNode =>
  ({ slug, children: below.map((one) => shelf(one)) }) as unknown as CategoryNode
const slugs = (shelves: readonly CategoryNode[]) => shownShelves(shelves).map(({ slug }) => slug)

describe('the shelves that a line names', () => {
  it('are all of a small shop, each followed by what is below it', () => {
    expect(slugs([shelf('home', ['table', 'kitchen']), shelf('paper')])).toEqual([
      ...['home', 'table', 'kitchen', 'paper'],
    ])
  })

  it('are the first ones of a large shop, as many as there is room for', () => {
    const large = Array.from({ length: 12 }, (_, at) => shelf(`s${at}`, ['a', 'b']))
    expect(slugs(large)).toEqual(['s0', 's1', 's2', 's3', 's4', 's5', 's6', 's7'])
  })
})
