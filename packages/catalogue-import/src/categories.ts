import type { CategoryInput, CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { FileProblem } from './file-problem.ts'
import { type Shop, ShopRefusal } from './shop.ts'

type Known = Pick<CategoryView, 'categoryId' | 'name' | 'slug' | 'parentId' | 'path' | 'imagePath'>

/** The categories of a shop; `find` answers the id of one by its slug or name, and creates what the shop lacks. */
export async function openCategories(shop: Shop) {
  const { body } = await shop<{ items: Known[] }>('GET /api/categories')
  const known = [...body.items]

  async function find(wanted: CategoryInput): Promise<string> {
    const found = known.find((category) => isSame(category, wanted))
    if (found) return found.categoryId
    const created = await createCategory(shop, wanted, known)
    known.push(created)
    return created.categoryId
  }

  return { known, find }
}

/** The one with the slug; without a slug, a sibling that has one of the names, in whichever language it was written. */
function isSame({ name, slug, parentId }: Known, wanted: CategoryInput): boolean {
  if (wanted.slug !== undefined) return slug === wanted.slug
  if (parentId !== wanted.parentId) return false
  const names = [wanted.name.fr, wanted.name.en].filter((text) => text !== undefined)
  return [name.fr, name.en].some((text) => text !== undefined && names.includes(text))
}

/** Creates a category; when its slug is taken in another part of the tree, with its parent's before it, or a number. */
async function createCategory(
  shop: Shop,
  wanted: CategoryInput,
  known: readonly Known[],
): Promise<Known> {
  const name = wanted.name.fr ?? wanted.name.en
  const parent = known.find(({ categoryId }) => categoryId === wanted.parentId)
  const base = plainSlug(`${parent?.slug ?? ''} ${name}`)
  const numbered = Array.from({ length: 20 }, (_, at) => `${base}-${at + 2}`)
  for (const slug of [wanted.slug, base, ...numbered]) {
    try {
      return (await shop<Known>('POST /api/categories', { body: { ...wanted, slug } })).body
    } catch (error) {
      if (!(error instanceof ShopRefusal) || error.code !== 'already_exists') throw error
    }
  }
  throw new FileProblem(`No slug is free for the category "${name}"`)
}

function plainSlug(text: string): string {
  const letters = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = letters.replace(/[^a-z0-9]+/g, '-').slice(0, 100)
  return words.replace(/^-+|-+$/g, '') || 'category'
}
