import type { listCategories } from '@comptoir/contracts/catalog/category-routes'
import type { LocalizedText } from '@comptoir/contracts/common'
import { readText } from '@comptoir/site/localized'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { useApi, useLocale } from '../../office.tsx'

type Listed = {
  readonly categoryId: string
  readonly slug: string
  readonly name: LocalizedText
  readonly parentId?: string | undefined
}

type CategoryChoice = {
  readonly categoryId: string
  readonly slug: string
  /** With those above it: `Maison › Cuisine`. */
  readonly name: string
}

const nothing: readonly Listed[] = []

/** All categories with the way down to each, by name. */
export function useCategories() {
  const { call } = useApi()
  const locale = useLocale()
  const asked = useQuery({
    queryKey: ['catalog', 'ListCategories'],
    queryFn: ({ signal }) => call<typeof listCategories>('GET /api/categories', { signal }),
    staleTime: 60_000,
  })
  const items: readonly Listed[] = asked.data?.items ?? nothing
  return useMemo(() => {
    const names = namesOf(items, locale)
    const categories: readonly CategoryChoice[] = items
      .map(({ categoryId, slug }) => ({ categoryId, slug, name: names.get(categoryId) ?? slug }))
      .toSorted((one, other) => one.name.localeCompare(other.name, locale))
    return { categories, nameOf: (categoryId: string) => names.get(categoryId) ?? categoryId }
  }, [items, locale])
}

function namesOf(items: readonly Listed[], locale: Locale): ReadonlyMap<string, string> {
  const known = new Map(items.map((one) => [one.categoryId, one]))
  function wayTo(one: Listed, depth: number): string {
    const own = readText(one.name, locale).text
    const parent = one.parentId === undefined ? undefined : known.get(one.parentId)
    // a loop in what was read would never end
    return parent && depth < 20 ? `${wayTo(parent, depth + 1)} › ${own}` : own
  }
  return new Map(items.map((one) => [one.categoryId, wayTo(one, 0)]))
}
