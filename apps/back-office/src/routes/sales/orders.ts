import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readOrderSearch } from '../../features/orders/list/order-search.ts'
import { root } from '../root.ts'

const list = createRoute({
  getParentRoute: () => root,
  path: '/orders',
  validateSearch: readOrderSearch,
  component: lazyRouteComponent(
    () => import('../../features/orders/list/orders-page.tsx'),
    'OrdersPage',
  ),
})

/** The list stays below an order that is open. */
const tab = createRoute({
  getParentRoute: () => list,
  path: '/$orderId/$tab',
  component: lazyRouteComponent(
    () => import('../../features/orders/order/order-page.tsx'),
    'OrderPage',
  ),
})

/** Orders by phone that are not placed yet. */
const drafts = createRoute({
  getParentRoute: () => list,
  path: '/drafts',
  component: lazyRouteComponent(
    () => import('../../features/orders/drafts/drafts-page.tsx'),
    'DraftsPage',
  ),
})

const draft = createRoute({
  getParentRoute: () => list,
  path: '/drafts/$draftId',
  component: lazyRouteComponent(
    () => import('../../features/orders/drafts/draft-page.tsx'),
    'DraftPage',
  ),
})

const order = createRoute({
  getParentRoute: () => list,
  path: '/$orderId',
  beforeLoad: ({ params }) => {
    const summary = { ...params, tab: 'summary' }
    throw redirect({ to: '/orders/$orderId/$tab', params: summary, search: true, replace: true })
  },
})

export const orders = list.addChildren([drafts, draft, order, tab])
