import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readListSearch } from '../../ui/data-list/list-search.ts'
import { root } from '../root.ts'

const list = createRoute({
  getParentRoute: () => root,
  path: '/imports',
  validateSearch: readListSearch,
  component: lazyRouteComponent(
    () => import('../../features/imports/list/imports-page.tsx'),
    'ImportsPage',
  ),
})

/** The list stays below an import that is open. */
const one = createRoute({
  getParentRoute: () => list,
  path: '/$importId',
  component: lazyRouteComponent(
    () => import('../../features/imports/import/import-page.tsx'),
    'ImportPage',
  ),
})

export const imports = list.addChildren([one])
