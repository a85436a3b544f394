export const kinds = 'Table Chair Bookcase Wardrobe Sofa Desk Lamp Shelf Bed Bench'.split(' ')
const colours = 'black white oak birch grey blue red green'.split(' ')
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

/** A stored product, as the catalogue holds it. */
export function bigProduct(n: number) {
  const { kind, colour, title, description } = textsOf(n)
  const at = new Date(1_760_000_000_000 + n * 1000).toISOString()
  return {
    productId: `prd_${n}`,
    slug: `p-${n}`,
    status: 'active' as const,
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

/** Questions of shoppers, in turn: a word, two words, a misspelt one. */
export function questionOf(n: number): string {
  const questions = ['sofa', 'black table', 'wardrobe oak', 'chiar', 'lamp bedroom', 'series12']
  return `${pick(questions, n)}${n % 3 === 0 ? '' : ` ${pick(colours, n)}`}`
}
