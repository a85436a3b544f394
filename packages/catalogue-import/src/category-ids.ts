import type { CategoryInput } from '@comptoir/contracts/catalog/category-schemas'
import { lookUp } from '@comptoir/contracts/look-up'
import { openCategories } from './categories.ts'
import type { Mapping } from './mapping.ts'
import type { Draft } from './rows/draft.ts'
import type { Shop } from './shop.ts'

/** The shop's categories of a product; all were found or created before. */
export type CategoryIds = (draft: Pick<Draft, 'categories' | 'categorySlugs'>) => string[]

/** Finds the shop's category of each path of names; those it lacks are created. */
export async function categoryIds(
  shop: Shop,
  mapping: Mapping,
  paths: readonly (readonly string[])[],
): Promise<CategoryIds> {
  const { known, find } = await openCategories(shop)
  const { under } = mapping.categories
  const root = under && (await find({ name: under }))
  const ids = new Map<string, string>()
  for (const path of paths) {
    let parentId = root
    for (const name of path) {
      const wanted = { name: namesOf(name, mapping), ...(parentId !== undefined && { parentId }) }
      parentId = await find(wanted)
    }
    ids.set(JSON.stringify(path), parentId ?? '')
  }

  return ({ categories: named, categorySlugs }) => {
    const bySlug = categorySlugs.map((path) => known.find((category) => category.path === path))
    if (bySlug.length > 0 && bySlug.every((category) => category !== undefined)) {
      return bySlug.map(({ categoryId }) => categoryId)
    }
    return [...new Set(named.map((path) => ids.get(JSON.stringify(path)) ?? ''))]
  }
}

function namesOf(name: string, { categories, language }: Mapping): CategoryInput['name'] {
  const own = categories.language ?? language
  const known = [...Object.values(categories.names), categories.otherwise ?? {}]
  const inOther = lookUp(categories.names, name) ?? known.find((names) => names[own] === name)
  return { ...inOther, [own]: name }
}
