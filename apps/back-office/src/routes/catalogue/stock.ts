import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readAlertSearch } from '../../features/stock/alerts/alert-search.ts'
import { readStockSearch } from '../../features/stock/list/stock-search.ts'
import { root } from '../root.ts'

const list = createRoute({
  getParentRoute: () => root,
  path: '/stock',
  validateSearch: readStockSearch,
  component: lazyRouteComponent(
    () => import('../../features/stock/list/stock-page.tsx'),
    'StockPage',
  ),
})

const item = createRoute({
  getParentRoute: () => list,
  path: '/items/$sku',
  component: lazyRouteComponent(
    () => import('../../features/stock/item/item-page.tsx'),
    'ItemPage',
  ),
})

const receive = createRoute({
  getParentRoute: () => list,
  path: '/receive',
  component: lazyRouteComponent(
    () => import('../../features/stock/receive/receive-page.tsx'),
    'ReceivePage',
  ),
})

const imports = createRoute({
  getParentRoute: () => list,
  path: '/import',
  component: lazyRouteComponent(
    () => import('../../features/stock/import/import-page.tsx'),
    'ImportPage',
  ),
})

export const stockAlerts = createRoute({
  getParentRoute: () => root,
  path: '/stock/alerts',
  validateSearch: readAlertSearch,
  component: lazyRouteComponent(
    () => import('../../features/stock/alerts/alerts-page.tsx'),
    'AlertsPage',
  ),
})

export const stock = list.addChildren([item, receive, imports])
