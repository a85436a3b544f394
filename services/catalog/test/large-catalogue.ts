import type { Category } from '../src/categories/category-tree.ts'
import type { Product } from '../src/products/product.ts'

const kinds = 'Table Chair Bookcase Wardrobe Sofa Desk Lamp ProductColumns Bed Bench'.split(' ')
export const colours = 'black white oak birch grey blue red green'.split(' ')
const places = 'kitchen garden office bedroom hallway'.split(' ')

const pick = (words: readonly string[], n: number): string => words[n % words.length] ?? ''

/** Texts of the n-th product: words of its own beside words that many share. */
export function textsOf(n: number) {
  const [kind, colour, place] = [pick(kinds, n), pick(colours, n), pick(places, n)]
  return {
    kind,
    colour,
    title: `SERIES${n % 600} ${kind}, ${colour}, ${n % 97}x${n % 53} cm`,
    description: `${kind} for the ${place} in ${colour}, by designer ${n % 300}`,
  }
}

/** The n-th product of a large catalogue, with facets of its own. */
export function largeProduct(n: number): Product {
  const { kind, colour, title, description } = textsOf(n)
  const at = new Date(1_760_000_000_000 + n * 1000).toISOString()
  return {
    productId: `prd_${n}`,
    slug: `p-${n}`,
    status: 'active',
    visibility: 'listed',
    options: [],
    title: { en: title },
    description: { en: description },
    brand: `Brand ${n % 40}`,
    taxClass: 'standard',
    categoryIds: [kind],
    attributes: { series: `SERIES${n % 600}`, colour, designer: `Designer ${n % 300}` },
    variants: [
      { sku: `SKU-${n}`, options: {}, price: { amount: 100 + n, currency: 'EUR' }, weightGrams: 1 },
    ],
    images: [],
    priceHistory: [],
    createdAt: at,
    updatedAt: at,
    publishedAt: at,
  }
}

/** The categories of a large catalogue: one for each kind. */
export function largeTree(): Record<string, Category> {
  const branches = kinds.map((kind, position) => ({
    categoryId: kind,
    slug: kind.toLowerCase(),
    name: { en: `${kind}s` },
    position,
    path: `/${kind}`,
    depth: 0,
    version: 1,
  }))
  return Object.fromEntries(branches.map((branch) => [branch.categoryId, branch]))
}
