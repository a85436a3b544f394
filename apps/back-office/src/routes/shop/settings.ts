import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { root } from '../root.ts'

/** One concern of the settings. */
const page = createRoute({
  getParentRoute: () => root,
  path: '/settings/$page',
  component: lazyRouteComponent(
    () => import('../../features/settings/settings-page.tsx'),
    'SettingsPage',
  ),
})

const first = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$page', params: { page: 'shop' }, replace: true })
  },
})

export const settings = [first, page] as const
