import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readInboxSearch } from '../../features/inbox/inbox-search.ts'
import { root } from '../root.ts'

/** The list of conversations stays beside, or below, what is open. */
const list = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('../../features/inbox/inbox-page.tsx'), 'InboxPage'),
})

const replies = createRoute({
  getParentRoute: () => list,
  path: '/replies',
  component: lazyRouteComponent(
    () => import('../../features/inbox/replies/replies-page.tsx'),
    'RepliesPage',
  ),
})

const conversation = createRoute({
  getParentRoute: () => list,
  path: '/$conversationId',
  component: lazyRouteComponent(
    () => import('../../features/inbox/conversation/conversation-page.tsx'),
    'ConversationPage',
  ),
})

export const inbox = list.addChildren([replies, conversation])
