import { defaultSettings, type Settings } from '@comptoir/contracts/admin/settings'
import type {
  PaymentMethods,
  PaymentMethodsQuery,
  PaymentOffer,
} from '@comptoir/contracts/payments/schemas'
import { isPayable, paypalCurrencies } from '../paypal/paypal-amount.ts'

/** The kinds of methods that an intent may be paid with; the provider is given the same list. */
export const offeredTypes = ['card'] as const

const stripeHost = 'api.stripe.com'

export type Offering = {
  readonly apiUrl: string
  readonly publishableKey?: string | undefined
  readonly paypal?: { readonly apiUrl: string; readonly clientId: string } | undefined
}

/** What a browser needs to know to ask for a method; `mode` says whether money moves. */
export function offerOf({ apiUrl, publishableKey, paypal }: Offering): PaymentMethods {
  const currencies = ['EUR']
  const card: PaymentOffer = {
    ...{ provider: 'stripe', mode: modeOf(apiUrl, publishableKey), publishableKey, currencies },
    methods: offeredTypes.map((type) => ({ type })),
  }
  const wallet: PaymentOffer[] = paypal ? [paypalOffer(paypal)] : []
  return { ...card, provider: 'stripe', offers: [card, ...wallet] }
}

function paypalOffer({ apiUrl, clientId }: { apiUrl: string; clientId: string }): PaymentOffer {
  const { hostname } = new URL(apiUrl)
  const isPayPal = hostname.endsWith('paypal.com')
  const mode = hostname === 'api-m.paypal.com' ? 'live' : 'test'
  return {
    ...{ provider: 'paypal', mode: isPayPal ? mode : 'simulator', publishableKey: clientId },
    ...{ methods: [{ type: 'paypal', token: 'paypal' }], currencies: [...paypalCurrencies] },
  }
}

/** Those of the offers that staff have on, and that a payment of this amount can be made with. */
export function offersFor(
  offer: PaymentMethods,
  asked: PaymentMethodsQuery,
  isOn: Settings['payments'] = defaultSettings.payments,
): PaymentMethods {
  const { currency, amount } = asked
  const on = offer.offers?.filter(({ provider }) => isOn[provider === 'paypal' ? 'paypal' : 'card'])
  const offers = on?.filter(({ provider, currencies }) => {
    if (amount === 0) return false
    if (currency === undefined) return true
    if (!currencies.includes(currency)) return false
    return provider !== 'paypal' || amount === undefined || isPayable(amount, currency)
  })
  return { ...offer, ...(offers && { offers }) }
}

function modeOf(apiUrl: string, publishableKey: string | undefined): PaymentMethods['mode'] {
  if (new URL(apiUrl).hostname !== stripeHost) return 'simulator'
  return publishableKey?.startsWith('pk_live_') ? 'live' : 'test'
}
