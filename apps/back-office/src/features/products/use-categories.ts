import { useMemo } from 'react'
import { useLocale } from '../../office.tsx'
import { useCategories as useAll, wayNames } from '../../ui/categories/use-categories.ts'

type CategoryChoice = {
  readonly categoryId: string
  readonly slug: string
  /** With those above it: `Maison › Cuisine`. */
  readonly name: string
}

/** All categories to choose from, by name, and what each is called. */
export function useCategories() {
  const locale = useLocale()
  const { data } = useAll()
  return useMemo(() => {
    const items = data?.items ?? []
    const names = wayNames(items, locale)
    const nameOf = (categoryId: string) => names.get(categoryId) ?? categoryId
    const categories: readonly CategoryChoice[] = items
      .map(({ categoryId, slug }) => ({ categoryId, slug, name: nameOf(categoryId) }))
      .toSorted((one, other) => one.name.localeCompare(other.name, locale))
    return { categories, nameOf }
  }, [data, locale])
}
