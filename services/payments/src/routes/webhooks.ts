import { receivePayPalWebhook, receiveStripeWebhook } from '@comptoir/contracts/payments/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { runWithoutTrace } from '@comptoir/service/observability/trace'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import type { WebhookHeaders } from '../provider/provider.ts'
import type { ProviderName } from '../provider/providers.ts'
import { type EventDeps, receiveEvent } from '../provider/receive-provider-event.ts'

type WebhookDeps = EventDeps & Pick<Deps, 'providers'>

/** The providers' own calls: signed or refused, and answered with 2xx only once they are taken in. */
export function addWebhookRoutes(app: ServiceApp, deps: WebhookDeps): void {
  async function receive(name: ProviderName, body: string, headers: WebhookHeaders) {
    if (!deps.providers.has(name)) throw refuse('not_found')
    const event = await deps.providers.of(name).readWebhook(body, headers)
    await runWithoutTrace(() => receiveEvent(event, deps))
    return { received: true } as const
  }

  app.openapi(receiveStripeWebhook, async (c) => {
    return c.json(await receive('stripe', await c.req.text(), c.req.valid('header')), 200)
  })
  app.openapi(receivePayPalWebhook, async (c) => {
    return c.json(await receive('paypal', await c.req.text(), c.req.valid('header')), 200)
  })
}
