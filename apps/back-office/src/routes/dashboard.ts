import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readDashboardSearch, readFigureSearch } from '../features/dashboard/figure-search.ts'
import { root } from './root.ts'

export const dashboard = createRoute({
  getParentRoute: () => root,
  path: '/dashboard',
  validateSearch: readDashboardSearch,
  component: lazyRouteComponent(
    () => import('../features/dashboard/dashboard-page.tsx'),
    'DashboardPage',
  ),
})

export const dashboardFigure = createRoute({
  getParentRoute: () => root,
  path: '/dashboard/$figure',
  validateSearch: readFigureSearch,
  component: lazyRouteComponent(
    () => import('../features/dashboard/figure-page.tsx'),
    'FigurePage',
  ),
})
