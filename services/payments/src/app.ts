import type { PaymentMethods } from '@comptoir/contracts/payments/schemas'
import type { Keys } from '@comptoir/dapr/documents/keys'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { TokenVerifier } from '@comptoir/service/auth/auth'
import type { Logger } from '@comptoir/service/observability/log'
import type { Payments } from './payment/payment-store.ts'
import type { Settlement } from './payment/settlement.ts'
import { addPaymentIntentRoutes } from './routes/payment-intents.ts'
import { addPaymentMethodRoutes } from './routes/payment-methods.ts'
import { addPaymentRoutes } from './routes/payments.ts'
import { addWebhookRoutes } from './routes/webhooks.ts'
import type { PaymentProvider } from './stripe/provider.ts'

export type Deps = {
  readonly payments: Payments
  readonly settlement: Settlement
  readonly provider: PaymentProvider
  readonly keys: Keys
  readonly orders: Client
  readonly clock: () => Date
  readonly log: Logger
}

export type AppDeps = Deps & {
  /** What a browser is told. */
  readonly offer: PaymentMethods
  readonly verify: TokenVerifier
  readonly appToken: string
  readonly corsOrigins?: readonly string[]
  readonly ready?: () => Promise<string | undefined>
}

/** The payments service: intents, refunds and the provider's webhooks. */
export function createApp(deps: AppDeps): ServiceApp {
  const app = createServiceApp({
    appId: 'payments',
    title: 'Payments',
    description: 'Payment intents, captures, refunds and the webhooks of the payment provider.',
    ...deps,
  })
  addPaymentRoutes(app, deps)
  addPaymentIntentRoutes(app, deps)
  addPaymentMethodRoutes(app, deps.offer)
  addWebhookRoutes(app, deps)
  return app
}
