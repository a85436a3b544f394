import { Seo } from '@comptoir/contracts/catalog/presentation'
import { LocalizedText } from '@comptoir/contracts/common'
import { lookUp } from '@comptoir/contracts/look-up'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import { isSameValue } from '../products/same-value.ts'
import { slugify, slugsOf } from '../products/slug.ts'

/** A category as it is stored, with its materialised path: the slugs from the root. */
export const StoredCategory = z.object({
  categoryId: z.string(),
  slug: z.string(),
  /** Those it had before, the last one last. */
  formerSlugs: z.array(z.string()).optional(),
  name: LocalizedText,
  description: LocalizedText.optional(),
  seo: Seo.optional(),
  imagePath: z.string().optional(),
  parentId: z.string().optional(),
  position: z.number(),
  path: z.string(),
  depth: z.int(),
  version: z.int(),
})
export type Category = Readonly<z.infer<typeof StoredCategory>>

/** All categories: one document, so that a move changes every path at once. */
export type CategoryTree = Readonly<Record<string, Category>>

type Content = Pick<Category, 'name'> &
  Partial<Pick<Category, 'slug' | 'parentId' | 'position'>> &
  Partial<Shown>
/** `null` takes it away. */
type Shown = { readonly [K in 'description' | 'seo']: Category[K] | null }

const gap = 1000

export function addCategory(tree: CategoryTree, categoryId: string, content: Content) {
  const { name } = content
  const parentId = content.parentId && findCategory(tree, content.parentId).categoryId
  const slug = content.slug ?? slugify(name.fr ?? name.en ?? '')
  refuseTakenSlug(tree, slug, categoryId)
  const position = content.position ?? nextPosition(tree, parentId)
  const place = { parentId, position, path: '', depth: 0, version: 0 }
  const category = { categoryId, slug, name, ...shownOf({}, content), ...place }
  return withPaths(tree, { ...tree, [categoryId]: category })
}

/** Changes name, slug, position and texts; the parent stays. */
export function changeCategory(tree: CategoryTree, categoryId: string, content: Content) {
  const category = findCategory(tree, categoryId)
  const { name, position = category.position } = content
  const slugs = slugsOf(category, content.slug)
  refuseTakenSlug(tree, slugs.slug, categoryId)
  const next = { ...category, ...slugs, position, name, ...shownOf(category, content) }
  return withPaths(tree, { ...tree, [categoryId]: next })
}

/** With another picture, or without one. */
export function showPicture(tree: CategoryTree, categoryId: string, imagePath: string | undefined) {
  const category = findCategory(tree, categoryId)
  return withPaths(tree, { ...tree, [categoryId]: { ...category, imagePath } })
}

function shownOf(before: Partial<Pick<Category, keyof Shown>>, { description, seo }: Content) {
  return {
    description: description === undefined ? before.description : (description ?? undefined),
    seo: seo === undefined ? before.seo : (seo ?? undefined),
  }
}

/** Moves a category with all below it; under itself is refused. */
export function moveCategory(
  tree: CategoryTree,
  categoryId: string,
  to: { parentId: string | null; position?: number | undefined },
): CategoryTree {
  const category = findCategory(tree, categoryId)
  const parentId = to.parentId === null ? undefined : findCategory(tree, to.parentId).categoryId
  const above = parentId === undefined ? [] : ancestorsOf(tree, parentId)
  if (above.includes(category)) {
    throw refuse('transition_refused', 'a category cannot stand under itself')
  }
  const position = to.position ?? nextPosition(tree, parentId)
  return withPaths(tree, { ...tree, [categoryId]: { ...category, parentId, position } })
}

/** Takes a category out; its children go to `reassignTo`, without which it must have none. */
export function removeCategory(tree: CategoryTree, categoryId: string, reassignTo?: string) {
  if (!lookUp(tree, categoryId)) throw unknownCategory(categoryId)
  const rest = Object.fromEntries(Object.entries(tree).filter(([id]) => id !== categoryId))
  const children = childrenOf(tree, categoryId)
  if (children.length === 0) return withPaths(tree, rest)
  if (reassignTo === undefined) throw refuse('category_not_empty', 'it has sub-categories')
  if (subtreeOf(tree, categoryId).includes(reassignTo)) {
    throw refuse('transition_refused', 'its content cannot go below itself')
  }
  const moved = children.map((child) => [child.categoryId, { ...child, parentId: reassignTo }])
  return withPaths(tree, { ...rest, ...Object.fromEntries(moved) })
}

/** A category by id or slug; refuses with not_found. */
export function findCategory(tree: CategoryTree, idOrSlug: string): Category {
  const found = categoryOf(tree, idOrSlug)
  if (!found) throw unknownCategory(idOrSlug)
  return found
}

export function categoryOf(tree: CategoryTree, idOrSlug: string): Category | undefined {
  const wanted = idOrSlug.toLowerCase()
  const all = Object.values(tree)
  return (
    lookUp(tree, idOrSlug) ??
    all.find(({ slug }) => slug === wanted) ??
    all.find(({ formerSlugs }) => formerSlugs?.includes(wanted))
  )
}

/** In the order of their positions. */
export function childrenOf(tree: CategoryTree, parentId: string | undefined): Category[] {
  return Object.values(tree)
    .filter((category) => category.parentId === parentId)
    .sort((a, b) => a.position - b.position || a.slug.localeCompare(b.slug))
}

/** The way down to a category, itself last. */
export function ancestorsOf(tree: CategoryTree, categoryId: string): Category[] {
  const way: Category[] = []
  let at = lookUp(tree, categoryId)
  while (at && !way.includes(at)) {
    way.unshift(at)
    at = at.parentId === undefined ? undefined : lookUp(tree, at.parentId)
  }
  return way
}

/** The ids of categories and of every one above them, each once. */
export function withAncestors(categoryIds: readonly string[], tree: CategoryTree): string[] {
  const ways = categoryIds.flatMap((id) => ancestorsOf(tree, id))
  return [...new Set(ways.map(({ categoryId }) => categoryId))]
}

/** The ids of a category and of all below it. */
export function subtreeOf(tree: CategoryTree, categoryId: string): string[] {
  const below = childrenOf(tree, categoryId).flatMap((child) => subtreeOf(tree, child.categoryId))
  return [categoryId, ...below]
}

function nextPosition(tree: CategoryTree, parentId: string | undefined): number {
  return (childrenOf(tree, parentId).at(-1)?.position ?? 0) + gap
}

function refuseTakenSlug(tree: CategoryTree, slug: string, categoryId: string): void {
  const owner = Object.values(tree).find((category) => category.slug === slug)
  if (owner && owner.categoryId !== categoryId) {
    throw refuse('already_exists', `another category has the slug ${slug}`, {
      extensions: { categoryId: owner.categoryId },
    })
  }
}

const unknownCategory = (id: string) => refuse('not_found', `there is no category ${id}`)

/** Writes the paths anew; those that differ from before get the next version. */
function withPaths(before: CategoryTree, after: CategoryTree): CategoryTree {
  const entries = Object.values(after).map((category) => {
    const way = ancestorsOf(after, category.categoryId)
    const path = `/${way.map(({ slug }) => slug).join('/')}`
    const next = { ...category, path, depth: way.length - 1 }
    const known = lookUp(before, category.categoryId)
    const version = known?.version ?? 0
    const isSame = isSameValue(known ?? null, { ...next, version })
    return [category.categoryId, { ...next, version: isSame ? version : version + 1 }]
  })
  return Object.fromEntries(entries)
}
