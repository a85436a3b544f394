import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { Deps } from './deps.ts'
import { addChangingRoutes } from './routes/changing.ts'
import { addDraftRoutes } from './routes/drafts.ts'
import { addEditConfirmingRoutes, addEditingRoutes } from './routes/editing.ts'
import { addGuestRoutes } from './routes/guests.ts'
import { addPaymentLinkRoutes } from './routes/payment-links.ts'
import { addPlacingRoutes } from './routes/placing.ts'
import { addReadingRoutes, addSagaRoutes } from './routes/reading.ts'
import { addReturnRoutes, addReturnStepRoutes, type ReturnRouteDeps } from './routes/returns.ts'
import { addSagaActionRoutes } from './routes/saga-actions.ts'
import { addStaffRoutes } from './routes/staff.ts'
import { addVendorOrderRoutes } from './routes/vendor-orders.ts'
import {
  addStaffWithdrawalRoutes,
  addWithdrawalRoutes,
  type WithdrawalRouteDeps,
} from './routes/withdrawals.ts'

/** Orders: placing, lists, tracking and its live stream, paying again, cancelling, returns. */
export function createApp(deps: Deps & WithdrawalRouteDeps & ReturnRouteDeps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'orders',
    title: 'Orders',
    description: 'The life of an order, from the cart to the parcel at the door',
  })
  addGuestRoutes(app, deps)
  addPlacingRoutes(app, deps)
  addDraftRoutes(app, deps)
  addPaymentLinkRoutes(app, deps)
  addStaffRoutes(app, deps)
  addReadingRoutes(app, deps)
  addVendorOrderRoutes(app, deps)
  addChangingRoutes(app, deps)
  addEditingRoutes(app, deps)
  addReturnRoutes(app, deps)
  addReturnStepRoutes(app, deps)
  addWithdrawalRoutes(app, deps)
  addStaffWithdrawalRoutes(app, deps)
  addEditConfirmingRoutes(app, deps)
  addSagaRoutes(app, deps)
  addSagaActionRoutes(app, deps)
  return app
}
