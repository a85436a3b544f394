import {
  createCategory,
  deleteCategory,
  listCategories,
  moveCategory as moveCategoryRoute,
  readCategory,
  replaceCategory,
} from '@comptoir/contracts/catalog/category-routes'
import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import type { ServiceApp } from '@comptoir/service/app'
import { etagOf, ifMatchOf } from '@comptoir/service/http/etag'
import { refuse } from '@comptoir/service/problems/refusal'
import {
  addCategory,
  ancestorsOf,
  type CategoryTree,
  changeCategory,
  childrenOf,
  findCategory,
  moveCategory,
} from '../categories/category-tree.ts'
import { categoryView } from '../categories/category-view.ts'
import type { Deps } from '../deps.ts'
import type { Catalogue } from '../memory/catalogue.ts'

export function addCategoryRoutes(app: ServiceApp, deps: Deps): void {
  addReads(app, deps.catalogue)
  addWrites(app, deps)
}

function addReads(app: ServiceApp, catalogue: Catalogue): void {
  app.openapi(listCategories, (c) => {
    const { tree: nested } = c.req.valid('query')
    const items = nested ? branches(catalogue, undefined) : flat(catalogue, undefined)
    return c.json({ items }, 200)
  })

  app.openapi(readCategory, (c) => {
    const tree = catalogue.tree()
    const category = findCategory(tree, c.req.valid('param').id)
    const way = ancestorsOf(tree, category.categoryId)
    const breadcrumbs = way.map(({ categoryId, slug, name }) => ({ categoryId, slug, name }))
    const children = childrenOf(tree, category.categoryId).map((child) =>
      categoryView(child, catalogue),
    )
    c.header('etag', etagOf(category.version))
    return c.json({ ...categoryView(category, catalogue), breadcrumbs, children }, 200)
  })
}

function addWrites(app: ServiceApp, deps: Deps): void {
  const { catalogue, categoryCommands, newCategoryId } = deps
  const find = (id: string) => findCategory(catalogue.tree(), id)
  const change = async (...given: Parameters<Deps['categoryCommands']['change']>) => {
    const category = await categoryCommands.change(...given)
    if (!category) throw refuse('not_found')
    return categoryView(category, catalogue)
  }

  app.openapi(createCategory, async (c) => {
    const input = c.req.valid('json')
    const categoryId = newCategoryId()
    const category = await change(categoryId, (tree) => addCategory(tree, categoryId, input))
    c.header('location', `/api/categories/${categoryId}`)
    return c.json(category, 201)
  })

  app.openapi(replaceCategory, async (c) => {
    const { categoryId } = find(c.req.valid('param').id)
    const input = c.req.valid('json')
    const rule = (tree: CategoryTree) => changeCategory(tree, categoryId, input)
    return c.json(await change(categoryId, rule, ifMatchOf(c)), 200)
  })

  app.openapi(moveCategoryRoute, async (c) => {
    const { categoryId } = find(c.req.valid('param').id)
    const to = c.req.valid('json')
    return c.json(await change(categoryId, (tree) => moveCategory(tree, categoryId, to)), 200)
  })

  app.openapi(deleteCategory, async (c) => {
    const category = find(c.req.valid('param').id)
    const { reassignTo } = c.req.valid('query')
    await categoryCommands.remove(category, { reassignTo, ifVersion: ifMatchOf(c) })
    return c.body(null, 204)
  })
}

type Branch = CategoryView & { children?: Branch[] }

function branches(catalogue: Catalogue, parentId: string | undefined): Branch[] {
  return childrenOf(catalogue.tree(), parentId).map((category) => ({
    ...categoryView(category, catalogue),
    children: branches(catalogue, category.categoryId),
  }))
}

/** Every category, each before what is below it. */
function flat(catalogue: Catalogue, parentId: string | undefined): CategoryView[] {
  return childrenOf(catalogue.tree(), parentId).flatMap((category) => [
    categoryView(category, catalogue),
    ...flat(catalogue, category.categoryId),
  ])
}
