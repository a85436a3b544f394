import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../root.ts'

/** The account of who is signed in. */
export const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(
    () => import('../../features/account/account-page.tsx'),
    'AccountPage',
  ),
})
