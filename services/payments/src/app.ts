import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { Deps } from './deps.ts'
import { addDisputeRoutes } from './routes/disputes.ts'
import {
  addPaymentIntentRoutes,
  addPaymentMethodRoutes,
  addRefundRoutes,
} from './routes/payment-intents.ts'
import { addGivingBackRoutes, addPaymentRoutes } from './routes/payments.ts'
import { addPayoutRoutes, addSettlementRoutes } from './routes/payouts.ts'
import { addTransferRoutes } from './routes/transfers.ts'
import { addWebhookRoutes } from './routes/webhooks.ts'

/** The payments service: intents, refunds and the provider's webhooks. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    appId: 'payments',
    title: 'Payments',
    description: 'Payment intents, captures, refunds and the webhooks of the payment provider.',
    ...deps,
  })
  addPaymentRoutes(app, deps)
  addGivingBackRoutes(app, deps)
  addPaymentIntentRoutes(app, deps)
  addRefundRoutes(app, deps)
  addPaymentMethodRoutes(app, deps)
  addTransferRoutes(app, deps)
  addDisputeRoutes(app, deps)
  addPayoutRoutes(app, deps)
  addSettlementRoutes(app, deps)
  addWebhookRoutes(app, deps)
  return app
}
