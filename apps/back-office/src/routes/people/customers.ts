import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readCustomerSearch } from '../../features/customers/list/customer-search.ts'
import { root } from '../root.ts'

const list = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  validateSearch: readCustomerSearch,
  component: lazyRouteComponent(
    () => import('../../features/customers/list/customers-page.tsx'),
    'CustomersPage',
  ),
})

/** The list stays below a customer who is open. */
const customer = createRoute({
  getParentRoute: () => list,
  path: '/$userId',
  component: lazyRouteComponent(
    () => import('../../features/customers/customer/customer-page.tsx'),
    'CustomerPage',
  ),
})

export const customers = list.addChildren([customer])
