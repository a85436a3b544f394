import type { readCategory } from '@comptoir/contracts/catalog/category-routes'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { categoriesKey } from '../../../ui/categories/use-categories.ts'

/** All that is known of a category begins with this in the cache. */
export const categoryKey = (categoryId: string) => ['catalog', 'GetCategory', categoryId]

export function useReadCategory() {
  const { call } = useApi()
  return (id: string, signal?: AbortSignal) =>
    call<typeof readCategory>('GET /api/categories/{id}', {
      params: { id },
      ...(signal && { signal }),
    })
}

export function useCategory(categoryId: string) {
  const read = useReadCategory()
  return useQuery({
    queryKey: categoryKey(categoryId),
    queryFn: ({ signal }) => read(categoryId, signal),
  })
}

/** After something was done to a category: it and the tree are read again. */
export function useCategoryChanged(categoryId: string): () => Promise<unknown> {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: categoryKey(categoryId) }),
      queries.invalidateQueries({ queryKey: categoriesKey }),
    ])
}
