import type { listCategories } from '@comptoir/contracts/catalog/category-routes'
import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { readText } from '@comptoir/site/localized'
import { useQuery } from '@tanstack/react-query'
import type { Locale } from '../../messages/messages.ts'
import { useApi } from '../../office.tsx'

/** All categories begin with this in the cache. */
export const categoriesKey = ['catalog', 'ListCategories']

/** All categories, each before those in it, in the order of the shop. */
export function useCategories() {
  const { call } = useApi()
  return useQuery({
    queryKey: categoriesKey,
    queryFn: ({ signal }) => call<typeof listCategories>('GET /api/categories', { signal }),
    staleTime: 60_000,
  })
}

type Named = Pick<CategoryView, 'categoryId' | 'name' | 'parentId'>

/** What each category is called with those above it, by id: `Maison › Cuisine`. */
export function wayNames(
  categories: readonly Named[],
  locale: Locale,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  // those above are named before
  for (const { categoryId, name, parentId } of categories) {
    const above = parentId === undefined ? undefined : names.get(parentId)
    const own = readText(name, locale).text
    names.set(categoryId, above === undefined ? own : `${above} › ${own}`)
  }
  return names
}
