import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readAuditSearch } from '../../features/audit/audit-search.ts'
import { root } from '../root.ts'

/** What staff changed; the entry that is open is in the address. */
const entries = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('../../features/audit/audit-page.tsx'), 'AuditPage'),
})

/** Whether the log holds. */
const chains = createRoute({
  getParentRoute: () => root,
  path: '/audit/chains',
  component: lazyRouteComponent(() => import('../../features/audit/chains-page.tsx'), 'ChainsPage'),
})

export const audit = [entries, chains] as const
