import { listPaymentMethods } from '@comptoir/contracts/payments/routes'
import type { ServiceApp } from '@comptoir/service/app'
import type { Deps } from '../deps.ts'

/** What a browser needs before there is an order: it turns the shopper's card into a token at the provider itself. */
export function addPaymentMethodRoutes(app: ServiceApp, { offer }: Pick<Deps, 'offer'>): void {
  app.openapi(listPaymentMethods, (c) => c.json(offer, 200))
}
