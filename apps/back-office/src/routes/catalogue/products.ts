import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readProductSearch } from '../../features/products/list/product-search.ts'
import { root } from '../root.ts'

const list = createRoute({
  getParentRoute: () => root,
  path: '/products',
  validateSearch: readProductSearch,
  component: lazyRouteComponent(
    () => import('../../features/products/list/products-page.tsx'),
    'ProductsPage',
  ),
})

/** The list stays below what is open: a product, or a change of many. */
const tab = createRoute({
  getParentRoute: () => list,
  path: '/$productId/$tab',
  component: lazyRouteComponent(
    () => import('../../features/products/product/product-page.tsx'),
    'ProductPage',
  ),
})

const product = createRoute({
  getParentRoute: () => list,
  path: '/$productId',
  beforeLoad: ({ params }) => {
    const texts = { ...params, tab: 'texts' }
    throw redirect({ to: '/products/$productId/$tab', params: texts, search: true, replace: true })
  },
})

const changes = createRoute({
  getParentRoute: () => list,
  path: '/changes',
  component: lazyRouteComponent(
    () => import('../../features/products/changes/changes-page.tsx'),
    'ChangesPage',
  ),
})

const newChange = createRoute({
  getParentRoute: () => list,
  path: '/changes/new',
  component: lazyRouteComponent(
    () => import('../../features/products/bulk/new-change-page.tsx'),
    'NewChangePage',
  ),
})

const change = createRoute({
  getParentRoute: () => list,
  path: '/changes/$changeId',
  component: lazyRouteComponent(
    () => import('../../features/products/changes/change-page.tsx'),
    'ChangePage',
  ),
})

export const products = list.addChildren([tab, product, changes, newChange, change])
