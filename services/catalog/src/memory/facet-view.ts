import type { Facets } from '@comptoir/contracts/catalog/schemas'
import { lookUp } from '@comptoir/contracts/look-up'
import type { CategoryTree } from '../categories/category-tree.ts'
import { attributeOf, brandDimension, categoryDimension, type FacetValues } from './facet-values.ts'
import type { Tally } from './listing.ts'

type Count = { readonly value: string; readonly count: number }

const mostValues = 20
const mostAttributes = 30

/** The counts of a list as the API shows them: the most frequent values of each facet. */
export function facetsView(facets: FacetValues, tally: Tally, tree: CategoryTree): Facets {
  const byDimension = countsByDimension(facets, tally.counts)
  const attributes = [...byDimension]
    .flatMap(([dimension, counts]) => {
      const name = attributeOf(dimension)
      return name === undefined ? [] : [{ name, values: top(counts) }]
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, mostAttributes)
  return {
    categories: categoryCounts(byDimension.get(categoryDimension) ?? [], tree),
    brands: top(byDimension.get(brandDimension) ?? []),
    attributes,
    ...(tally.price && { price: tally.price }),
    stock: { inStock: tally.inStock, outOfStock: tally.outOfStock },
  }
}

function countsByDimension(facets: FacetValues, counts: Int32Array): Map<string, Count[]> {
  const found = new Map<string, Count[]>()
  for (let id = 0; id < counts.length; id++) {
    const count = counts[id] ?? 0
    if (count === 0) continue
    const dimension = facets.dimensions[facets.dimensionOf(id)] ?? ''
    const values = found.get(dimension) ?? []
    if (values.length === 0) found.set(dimension, values)
    values.push({ value: facets.valueOf(id), count })
  }
  return found
}

/** The most frequent values; among those as frequent as the last one shown, the first known ones. */
function top(counts: readonly Count[]): Count[] {
  return mostFrequent(counts).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

function mostFrequent(counts: readonly Count[]): Count[] {
  if (counts.length <= mostValues) return [...counts]
  const least =
    Int32Array.from(counts, ({ count }) => count)
      .sort()
      .at(-mostValues) ?? 0
  const above = counts.filter(({ count }) => count > least)
  const equal = counts.filter(({ count }) => count === least)
  return [...above, ...equal.slice(0, mostValues - above.length)]
}

function categoryCounts(counts: readonly Count[], tree: CategoryTree): Facets['categories'] {
  return counts
    .flatMap(({ value, count }) => {
      const category = lookUp(tree, value)
      if (!category) return []
      const { categoryId, slug, name, parentId } = category
      return [{ categoryId, slug, name, ...(parentId !== undefined && { parentId }), count }]
    })
    .sort((a, b) => b.count - a.count || (a.slug < b.slug ? -1 : 1))
}
