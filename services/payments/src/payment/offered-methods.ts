import type { PaymentMethods } from '@comptoir/contracts/payments/schemas'

/** The kinds of methods that an intent may be paid with; the provider is given the same list. */
export const offeredTypes = ['card'] as const

const stripeHost = 'api.stripe.com'

/** What a browser needs to know to ask for a method; `mode` says whether money moves. */
export function offerOf({
  apiUrl,
  publishableKey,
}: {
  readonly apiUrl: string
  readonly publishableKey?: string | undefined
}): PaymentMethods {
  return {
    provider: 'stripe',
    mode: modeOf(apiUrl, publishableKey),
    publishableKey,
    methods: offeredTypes.map((type) => ({ type })),
    currencies: ['EUR'],
  }
}

function modeOf(apiUrl: string, publishableKey: string | undefined): PaymentMethods['mode'] {
  if (new URL(apiUrl).hostname !== stripeHost) return 'simulator'
  return publishableKey?.startsWith('pk_live_') ? 'live' : 'test'
}
