import { conversationLimits } from '@comptoir/contracts/support/schemas'
import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { Deps } from './deps.ts'
import { addAgentRoutes } from './routes/agents.ts'
import { addConversationRoutes } from './routes/conversations.ts'
import { addHandlingRoutes } from './routes/handling.ts'
import { addInternalRoutes } from './routes/internal.ts'
import { addMessageRoutes } from './routes/messages.ts'

/** What a form says around a picture. */
const formOverheadBytes = 16 * 1024

/** Support: conversations of customers and guests with agents of the shop. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'support',
    title: 'Support',
    description: 'Conversations of customers and guests with the shop, live',
    bodyLimitBytes: conversationLimits.imageBytes + formOverheadBytes,
  })
  addConversationRoutes(app, deps)
  addMessageRoutes(app, deps)
  addHandlingRoutes(app, deps)
  addAgentRoutes(app, deps)
  addInternalRoutes(app, deps)
  return app
}
