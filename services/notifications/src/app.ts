import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { Deps } from './deps.ts'
import { addConsentRoutes } from './routes/consent.ts'
import { addInboxRoutes } from './routes/inbox.ts'
import { addInternalRoutes } from './routes/internal.ts'
import { addOutboxRoutes } from './routes/outbox.ts'
import { addPreferenceRoutes } from './routes/preferences.ts'
import { addPushRoutes } from './routes/push.ts'
import { addTemplateRoutes } from './routes/templates.ts'

/** Notifications: what the shop writes to people. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'notifications',
    title: 'Notifications',
    description: 'Messages of the shop to its customers and staff, each sent once',
  })
  addOutboxRoutes(app, deps)
  addInboxRoutes(app, deps)
  addTemplateRoutes(app, deps)
  addPreferenceRoutes(app, deps)
  addPushRoutes(app, deps)
  addConsentRoutes(app, deps)
  addInternalRoutes(app, deps)
  return app
}
