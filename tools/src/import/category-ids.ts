import type { CategoryInput, CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { lookUp } from '@comptoir/contracts/look-up'
import { UserError } from '../runner/screen/user-error.ts'
import type { StaffShop } from '../shop/running-shop.ts'
import { type ShopApi, ShopProblem } from '../shop/shop-api.ts'
import type { Mapping } from './mapping.ts'
import type { Draft } from './rows/draft.ts'

type Known = Pick<CategoryView, 'categoryId' | 'name' | 'slug' | 'parentId' | 'path'>

/** The shop's categories of a product; all were found or created before. */
export type CategoryIds = (draft: Pick<Draft, 'categories' | 'categorySlugs'>) => string[]

/** Finds the shop's category of each path of names; those it lacks are created. */
export async function categoryIds(
  { shop, token }: StaffShop,
  mapping: Mapping,
  paths: readonly (readonly string[])[],
): Promise<CategoryIds> {
  const { body } = await shop<{ items: Known[] }>('GET /api/categories')
  const known = [...body.items]
  const { categories } = mapping
  const root = categories.under && (await find({ name: categories.under }))
  const ids = new Map<string, string>()

  async function find(wanted: CategoryInput): Promise<string> {
    const found = known.find((category) => isSame(category, wanted))
    if (found) return found.categoryId
    const created = await createCategory(shop, await token(), wanted, known)
    known.push(created)
    return created.categoryId
  }

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

/** A sibling that has one of the names, in whichever language it was written. */
function isSame({ name, parentId }: Known, wanted: CategoryInput): boolean {
  if (parentId !== wanted.parentId) return false
  const names = [wanted.name.fr, wanted.name.en].filter((text) => text !== undefined)
  return [name.fr, name.en].some((text) => text !== undefined && names.includes(text))
}

/** Creates a category; when its slug is taken in another part of the tree, with its parent's before it, or a number. */
async function createCategory(
  shop: ShopApi,
  token: string,
  wanted: CategoryInput,
  known: readonly Known[],
): Promise<Known> {
  const base = plainSlug([parentSlug(wanted, known), wanted.name.fr ?? wanted.name.en].join(' '))
  const slugs = [undefined, base, ...Array.from({ length: 20 }, (_, at) => `${base}-${at + 2}`)]
  for (const slug of slugs) {
    const created = await createUnlessTaken(shop, token, { ...wanted, slug })
    if (created) return created
  }
  throw new UserError(`No slug is free for the category "${wanted.name.fr ?? wanted.name.en}"`)
}

async function createUnlessTaken(
  shop: ShopApi,
  token: string,
  body: CategoryInput,
): Promise<Known | undefined> {
  try {
    return (await shop<Known>('POST /api/categories', { token, body })).body
  } catch (error) {
    if (isTaken(error)) return undefined
    throw error
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof ShopProblem && error.code === 'already_exists'

const parentSlug = ({ parentId }: CategoryInput, known: readonly Known[]): string =>
  known.find(({ categoryId }) => categoryId === parentId)?.slug ?? ''

function plainSlug(text: string): string {
  const letters = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return (
    letters
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 100)
      .replace(/^-+|-+$/g, '') || 'category'
  )
}
