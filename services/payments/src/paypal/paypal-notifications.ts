import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import type { ProviderEvent, WebhookHeaders } from '../provider/provider.ts'
import { type PayPalClient, type PayPalOptions, PayPalRefusal } from './paypal-client.ts'
import { toProviderEvent } from './paypal-events.ts'

type Webhook = {
  readonly body: string
  readonly headers: WebhookHeaders
  readonly options: PayPalOptions
}

const Verified = z.looseObject({ verification_status: z.string() })

/**
 * PayPal itself says whether a webhook is its own; what it does not confirm is refused with `invalid_request`. The event
 * goes back as it came, byte for byte: written anew, its signature may not fit.
 */
export async function readWebhook(
  call: PayPalClient,
  { body, headers, options }: Webhook,
): Promise<ProviderEvent> {
  const event = parseJson(body)
  const verification = {
    auth_algo: headers['paypal-auth-algo'],
    cert_url: headers['paypal-cert-url'],
    transmission_id: headers['paypal-transmission-id'],
    transmission_sig: headers['paypal-transmission-sig'],
    transmission_time: headers['paypal-transmission-time'],
    webhook_id: options.webhookId,
  }
  if (Object.values(verification).some((value) => value === undefined)) throw notSigned()
  const path = '/v1/notifications/verify-webhook-signature'
  const { verification_status: status } = await call(path, Verified, {
    method: 'POST',
    body: `${JSON.stringify(verification).slice(0, -1)},"webhook_event":${body}}`,
  }).catch((error: unknown) => {
    throw error instanceof PayPalRefusal ? notSigned() : error
  })
  if (status !== 'SUCCESS') throw notSigned()
  return await toProviderEvent(event, call).catch(unavailable)
}

const notSigned = () => refuse('invalid_request', 'PayPal did not sign it')

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw refuse('invalid_request', 'the body is not JSON')
  }
}

const Events = z.looseObject({
  events: z
    .array(z.looseObject({ id: z.string(), event_type: z.string().default('') }))
    .default([]),
  links: z.array(z.looseObject({ href: z.string(), rel: z.string() })).default([]),
})

/** All events since a time, newest first; one that cannot be read is about nothing, and says why. */
export async function* listEvents(
  call: PayPalClient,
  { from, to }: { readonly from: Date; readonly to: Date },
): AsyncGenerator<ProviderEvent> {
  const range = new URLSearchParams({
    start_time: from.toISOString(),
    end_time: to.toISOString(),
    page_size: '300',
  })
  let next: string | undefined = `/v1/notifications/webhooks-events?${range}`
  while (next !== undefined) {
    const page: z.output<typeof Events> = await call(next, Events).catch(unavailable)
    for (const event of page.events) yield await listedEvent(event, call)
    const link = page.links.find(({ rel }) => rel === 'next')?.href
    next = link && new URL(link).pathname + new URL(link).search
  }
}

async function listedEvent(
  event: z.output<typeof Events>['events'][number],
  call: PayPalClient,
): Promise<ProviderEvent> {
  return await toProviderEvent(event, call).catch((error: unknown) => {
    if (error instanceof PayPalRefusal || (isRefusal(error) && error.code === 'invalid_request')) {
      return { id: event.id, type: event.event_type, about: 'nothing', problem: error.message }
    }
    throw error
  })
}

/** Everything else may have happened or not: the caller tries again. */
export function unavailable(error: unknown): never {
  if (error instanceof PayPalRefusal)
    throw refuse('dependency_unavailable', `PayPal: ${error.issue}`)
  throw error
}
