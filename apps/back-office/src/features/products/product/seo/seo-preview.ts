import { readText } from '@comptoir/site/localized'
import type { ProductValues } from '../product-values.ts'

/** What search engines show before they cut, about. */
const shown = { title: 60, description: 155 } as const

const cut = (text: string, most: number) =>
  text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text

type Seen = Pick<ProductValues, 'title' | 'description' | 'slug' | 'seo'>

/** How a product looks among the results of a search: its own texts stand in for those that are not there. */
export function seoPreview({ title, description, slug, seo }: Seen, language: 'fr' | 'en') {
  const name = readText(title, language)
  return {
    title: cut(seo.title[language] ?? name.text, shown.title),
    description: cut(
      seo.description[language] ?? readText(description, language).text,
      shown.description,
    ),
    path: `/${language}/p/${slug || '…'}`,
    lang: name.lang ?? language,
  }
}
