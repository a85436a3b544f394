import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readOutboxSearch } from '../../features/notifications/outbox/outbox-search.ts'
import { readTemplateSearch } from '../../features/notifications/templates/template-search.ts'
import { readListSearch } from '../../ui/data-list/list-search.ts'
import { root } from '../root.ts'

const base = createRoute({ getParentRoute: () => root, path: '/notifications' })

const start = createRoute({
  getParentRoute: () => base,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/notifications/outbox', replace: true })
  },
})

const outbox = createRoute({
  getParentRoute: () => base,
  path: '/outbox',
  validateSearch: readOutboxSearch,
  component: lazyRouteComponent(
    () => import('../../features/notifications/outbox/outbox-page.tsx'),
    'OutboxPage',
  ),
})

/** The list stays below a message that is open. */
const message = createRoute({
  getParentRoute: () => outbox,
  path: '/$notificationId',
  component: lazyRouteComponent(
    () => import('../../features/notifications/outbox/message-page.tsx'),
    'MessagePage',
  ),
})

const templates = createRoute({
  getParentRoute: () => base,
  path: '/templates',
  validateSearch: readListSearch,
  component: lazyRouteComponent(
    () => import('../../features/notifications/templates/templates-page.tsx'),
    'TemplatesPage',
  ),
})

const template = createRoute({
  getParentRoute: () => templates,
  path: '/$template',
  validateSearch: readTemplateSearch,
  component: lazyRouteComponent(
    () => import('../../features/notifications/templates/template-page.tsx'),
    'TemplatePage',
  ),
})

const suppressions = createRoute({
  getParentRoute: () => base,
  path: '/suppressions',
  component: lazyRouteComponent(
    () => import('../../features/notifications/suppressions-page.tsx'),
    'SuppressionsPage',
  ),
})

export const notifications = base.addChildren([
  ...[start, suppressions],
  ...[outbox.addChildren([message]), templates.addChildren([template])],
])
