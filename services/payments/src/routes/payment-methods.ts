import { listPaymentMethods } from '@comptoir/contracts/payments/routes'
import type { PaymentMethods } from '@comptoir/contracts/payments/schemas'
import type { ServiceApp } from '@comptoir/service/app'

/** What a browser needs before there is an order: it turns the shopper's card into a token at the provider itself. */
export function addPaymentMethodRoutes(app: ServiceApp, offer: PaymentMethods): void {
  app.openapi(listPaymentMethods, (c) => c.json(offer, 200))
}
