import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { given, wordOf } from '../../ui/data-list/list-search.ts'
import { root } from '../root.ts'

const tree = createRoute({
  getParentRoute: () => root,
  path: '/categories',
  component: lazyRouteComponent(
    () => import('../../features/categories/categories-page.tsx'),
    'CategoriesPage',
  ),
})

/** Beside the tree, which stays. */
const category = createRoute({
  getParentRoute: () => tree,
  path: '/$categoryId',
  component: lazyRouteComponent(
    () => import('../../features/categories/category/category-panel.tsx'),
    'CategoryPanel',
  ),
})

const created = createRoute({
  getParentRoute: () => tree,
  path: '/new',
  validateSearch: (search: Readonly<Record<string, unknown>>): { readonly parent?: string } =>
    given({ parent: wordOf(search['parent'], 80) }),
  component: lazyRouteComponent(
    () => import('../../features/categories/category/new-category.tsx'),
    'NewCategory',
  ),
})

const synonyms = createRoute({
  getParentRoute: () => root,
  path: '/categories/synonyms',
  component: lazyRouteComponent(
    () => import('../../features/categories/synonyms/synonyms-page.tsx'),
    'SynonymsPage',
  ),
})

export const categories = [tree.addChildren([created, category]), synonyms] as const
