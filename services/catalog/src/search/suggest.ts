import type { Suggestion } from '@comptoir/contracts/catalog/category-schemas'
import type { Locale, LocalizedText } from '@comptoir/contracts/common'
import type { Catalogue } from '../memory/catalogue.ts'
import { beginsAll, fold, wordsOf } from './text.ts'

/** What a shopper may mean while typing: categories whose name has the words, then products. */
export function suggest(
  catalogue: Catalogue,
  { q, limit, locale }: { q: string; limit: number; locale: Locale },
): Suggestion[] {
  const wanted = wordsOf(q)
  if (wanted.length === 0) return []
  const categories = Object.values(catalogue.tree())
    .filter(({ name }) => beginsAll(Object.values(name).join(' '), wanted))
    .slice(0, Math.ceil(limit / 3))
    .map(({ slug, name }) => ({ kind: 'category' as const, text: textOf(name, locale), slug }))
  const products = catalogue.find(q).map(({ title, slug, productId, images }): Suggestion => {
    const image = images[0]?.path
    const text = textOf(title, locale)
    return { kind: 'product', text, slug, productId, ...(image && { imagePath: image }) }
  })
  const byText = Map.groupBy(products, ({ text }) => fold(text))
  const distinct = [...byText.values()].flatMap((same) => same.slice(0, 1))
  return [...categories, ...distinct].slice(0, limit)
}

const textOf = (text: LocalizedText, locale: Locale): string =>
  text[locale] ?? text.fr ?? text.en ?? ''
