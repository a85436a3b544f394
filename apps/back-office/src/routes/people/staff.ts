import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readStaffSearch } from '../../features/staff/staff-search.ts'
import { root } from '../root.ts'

/** People, invitations, or what roles may do. */
const tab = createRoute({
  getParentRoute: () => root,
  path: '/staff/$tab',
  validateSearch: readStaffSearch,
  component: lazyRouteComponent(() => import('../../features/staff/staff-page.tsx'), 'StaffPage'),
})

const first = createRoute({
  getParentRoute: () => root,
  path: '/staff',
  beforeLoad: () => {
    throw redirect({ to: '/staff/$tab', params: { tab: 'people' }, replace: true })
  },
})

export const staff = [first, tab] as const
