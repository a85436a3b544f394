import { receiveStripeWebhook } from '@comptoir/contracts/payments/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { runWithoutTrace } from '@comptoir/service/observability/trace'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { type EventDeps, receiveEvent } from '../provider/receive-provider-event.ts'

type WebhookDeps = EventDeps & Pick<Deps, 'providers'>

/** The provider's own calls: signed or refused, and answered with 2xx only once they are taken in. */
export function addWebhookRoutes(app: ServiceApp, deps: WebhookDeps): void {
  app.openapi(receiveStripeWebhook, async (c) => {
    const signature = c.req.valid('header')['stripe-signature']
    if (!signature) throw refuse('invalid_request', 'the signature is missing')
    const event = deps.providers.of('stripe').readWebhook(await c.req.text(), signature)
    await runWithoutTrace(() => receiveEvent(event, deps))
    return c.json({ received: true } as const, 200)
  })
}
