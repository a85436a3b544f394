import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { Deps } from './deps.ts'
import { addAddressRoutes } from './routes/addresses.ts'
import { addAuthRoutes } from './routes/auth.ts'
import { addGuestRoutes } from './routes/guests.ts'
import { addMeRoutes } from './routes/me.ts'
import { addMessageRoutes } from './routes/messages.ts'
import { addPersonalDataRoutes } from './routes/personal-data.ts'
import { addRecoveryRoutes } from './routes/recovery.ts'
import { addSessionRoutes } from './routes/sessions.ts'
import { addStaffRoutes } from './routes/staff.ts'
import { addUserRoutes } from './routes/users.ts'

/** Accounts: registration, sign-in and tokens, profiles and addresses, and what staff may change. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'accounts',
    title: 'Accounts',
    description: 'Who the customers and the staff are, and the tokens that say so',
  })
  addAuthRoutes(app, deps)
  addRecoveryRoutes(app, deps)
  addSessionRoutes(app, deps)
  addMeRoutes(app, deps)
  addAddressRoutes(app, deps)
  addUserRoutes(app, deps)
  addStaffRoutes(app, deps)
  addGuestRoutes(app, deps)
  addMessageRoutes(app, deps)
  addPersonalDataRoutes(app, deps)
  return app
}
