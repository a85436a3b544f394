/** A set of facets numbered for counting: each value of each dimension (category, brand, an attribute) has an id. */
export type FacetValues = ReturnType<typeof createFacetValues>

export const categoryDimension = 'category'
export const brandDimension = 'brand'
/** Lists are filtered by it; it is no facet that they show. */
export const vendorDimension = 'vendor'
const attributePrefix = 'attr.'
export const attributeDimension = (name: string): string => `${attributePrefix}${name}`

export const isAttribute = (dimension: string): boolean => dimension.startsWith(attributePrefix)
export const attributeOf = (dimension: string): string => dimension.slice(attributePrefix.length)

export function createFacetValues() {
  const ids = new Map<string, number>()
  const dimensions: string[] = []
  const values: string[] = []
  const keyOf = (dimension: string, value: string) => `${dimension}\n${value}`

  function idOf(dimension: string, value: string): number {
    const key = keyOf(dimension, value)
    const known = ids.get(key)
    if (known !== undefined) return known
    ids.set(key, values.length)
    dimensions.push(dimension)
    return values.push(value) - 1
  }

  return {
    idOf,
    find: (dimension: string, value: string) => ids.get(keyOf(dimension, value)),
    dimensionOf: (id: number) => dimensions[id] ?? '',
    valueOf: (id: number) => values[id] ?? '',
    size: () => values.length,
  }
}
