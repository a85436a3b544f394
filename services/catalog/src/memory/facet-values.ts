/** A set of facets numbered for counting: each value of each dimension (category, brand, an attribute) has an id. */
export type FacetValues = {
  readonly idOf: (dimension: string, value: string) => number
  readonly find: (dimension: string, value: string) => number | undefined
  readonly dimensionOf: (id: number) => number
  readonly dimension: (name: string) => number | undefined
  /** Names of dimensions by number. */
  readonly dimensions: readonly string[]
  readonly valueOf: (id: number) => string
  readonly size: () => number
}

export const categoryDimension = 'category'
export const brandDimension = 'brand'
const attributePrefix = 'attr.'
export const attributeDimension = (name: string): string => `${attributePrefix}${name}`

/** The attribute that a dimension counts, if it is one. */
export function attributeOf(dimension: string): string | undefined {
  return dimension.startsWith(attributePrefix) ? dimension.slice(attributePrefix.length) : undefined
}

export function createFacetValues(): FacetValues {
  const dimensions: string[] = []
  const numbers = new Map<string, number>()
  const ids = new Map<string, number>()
  const values: string[] = []
  const dimensionIds: number[] = []
  const keyOf = (dimension: string, value: string) => `${dimension}\n${value}`

  function numberOf(dimension: string): number {
    const known = numbers.get(dimension)
    if (known !== undefined) return known
    numbers.set(dimension, dimensions.length)
    return dimensions.push(dimension) - 1
  }

  function idOf(dimension: string, value: string): number {
    const key = keyOf(dimension, value)
    const known = ids.get(key)
    if (known !== undefined) return known
    ids.set(key, values.length)
    dimensionIds.push(numberOf(dimension))
    return values.push(value) - 1
  }

  return {
    idOf,
    find: (dimension, value) => ids.get(keyOf(dimension, value)),
    dimensionOf: (id) => dimensionIds[id] ?? -1,
    dimension: (name) => numbers.get(name),
    dimensions,
    valueOf: (id) => values[id] ?? '',
    size: () => values.length,
  }
}
