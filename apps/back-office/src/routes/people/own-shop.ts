import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readOwnOrderSearch } from '../../features/vendors/own/own-order-search.ts'
import { root } from '../root.ts'

/** What a vendor sees: what is its own. */
const shop = createRoute({ getParentRoute: () => root, path: '/my-shop' })

const start = createRoute({
  getParentRoute: () => shop,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/my-shop/orders', replace: true })
  },
})

const orders = createRoute({
  getParentRoute: () => shop,
  path: '/orders',
  validateSearch: readOwnOrderSearch,
  component: lazyRouteComponent(
    () => import('../../features/vendors/own/own-orders-page.tsx'),
    'OwnOrdersPage',
  ),
})

/** The list stays below an order that is open. */
const order = createRoute({
  getParentRoute: () => orders,
  path: '/$orderId',
  component: lazyRouteComponent(
    () => import('../../features/vendors/own/own-order-page.tsx'),
    'OwnOrderPage',
  ),
})

const ledger = createRoute({
  getParentRoute: () => shop,
  path: '/ledger',
  component: lazyRouteComponent(
    () => import('../../features/vendors/own/own-ledger-page.tsx'),
    'OwnLedgerPage',
  ),
})

const details = createRoute({
  getParentRoute: () => shop,
  path: '/details',
  component: lazyRouteComponent(
    () => import('../../features/vendors/own/own-details-page.tsx'),
    'OwnDetailsPage',
  ),
})

export const ownShop = shop.addChildren([start, orders.addChildren([order]), ledger, details])
