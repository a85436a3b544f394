import type { ProductQuery } from '@comptoir/contracts/catalog/schemas'
import type { Catalogue } from '../memory/catalogue.ts'
import { beginsAll, wordsOf } from '../search/text.ts'
import type { Product } from './product.ts'

/** Products by their ids or slugs, of any state, each once and in this order; names of none are left out. */
export function productsNamed(catalogue: Catalogue, names: readonly string[]): Product[] {
  return [...new Set(names.flatMap((name) => catalogue.lookUp(name)?.data ?? []))]
}

/** Products in the states that staff ask for, last changed first. */
export function productsInState(catalogue: Catalogue, status: ProductQuery['status']): Product[] {
  return catalogue.inStates(status === 'all' ? ['draft', 'active', 'archived'] : [status])
}

/** Whether all words of a text begin a word of title, slug or SKUs; every product matches no words. */
export function matcherOf(text: string | undefined): (product: Product) => boolean {
  const wanted = wordsOf(text ?? '')
  if (wanted.length === 0) return () => true
  return ({ title, slug, variants }) =>
    beginsAll([title.fr, title.en, slug, ...variants.map(({ sku }) => sku)].join(' '), wanted)
}
