import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readVendorSearch } from '../../features/vendors/list/vendor-search.ts'
import { root } from '../root.ts'

const list = createRoute({
  getParentRoute: () => root,
  path: '/vendors',
  validateSearch: readVendorSearch,
  component: lazyRouteComponent(
    () => import('../../features/vendors/list/vendors-page.tsx'),
    'VendorsPage',
  ),
})

/** The list stays below a vendor that is open. */
const tab = createRoute({
  getParentRoute: () => list,
  path: '/$vendorId/$tab',
  component: lazyRouteComponent(
    () => import('../../features/vendors/vendor/vendor-page.tsx'),
    'VendorPage',
  ),
})

const vendor = createRoute({
  getParentRoute: () => list,
  path: '/$vendorId',
  beforeLoad: ({ params }) => {
    const profile = { ...params, tab: 'profile' }
    throw redirect({ to: '/vendors/$vendorId/$tab', params: profile, search: true, replace: true })
  },
})

export const vendors = list.addChildren([vendor, tab])
