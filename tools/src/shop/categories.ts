import type { CategoryInput, CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import type { StaffShop } from './running-shop.ts'

type Known = Pick<CategoryView, 'categoryId' | 'name' | 'slug' | 'parentId'>

/** Finds a category by its slug, or by a name it has; creates it when there is none. Answers its id. */
export type CategoryFinder = (wanted: CategoryInput) => Promise<string>

export async function createCategoryFinder({ shop, token }: StaffShop): Promise<CategoryFinder> {
  const { body } = await shop<{ items: Known[] }>('GET /api/categories')
  const known = [...body.items]

  return async (wanted) => {
    const found = known.find((category) => isSame(category, wanted))
    if (found) return found.categoryId
    const created = await shop<Known>('POST /api/categories', {
      token: await token(),
      body: wanted,
    })
    known.push(created.body)
    return created.body.categoryId
  }
}

/** The one with the slug; without a slug, a sibling that has one of the names. */
function isSame(category: Known, wanted: CategoryInput): boolean {
  if (wanted.slug !== undefined) return category.slug === wanted.slug
  const { fr, en } = wanted.name
  if (category.parentId !== wanted.parentId) return false
  return en === undefined ? category.name.fr === fr : category.name.en === en
}
