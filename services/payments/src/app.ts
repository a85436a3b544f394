import type { PaymentMethods } from '@comptoir/contracts/payment-api'
import type { Client } from '@comptoir/dapr/invoke'
import type { Keys } from '@comptoir/dapr/keys'
import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { TokenVerifier } from '@comptoir/service/auth'
import type { Logger } from '@comptoir/service/log'
import type { Payments } from './payment-store.ts'
import type { PaymentProvider } from './provider.ts'
import { addPaymentIntentRoutes } from './routes/payment-intents.ts'
import { addPaymentMethodRoutes } from './routes/payment-methods.ts'
import { addPaymentRoutes } from './routes/payments.ts'
import { addWebhookRoutes } from './routes/webhooks.ts'
import type { Settlement } from './settlement.ts'

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
