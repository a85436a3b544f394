import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'

type Paid = Pick<PaymentIntent, 'provider' | 'paymentMethod'>

/** What was paid with, in short: `visa 4242`; before it is known, by whom. */
export function methodText({ provider, paymentMethod }: Paid): string {
  if (!paymentMethod) return provider
  const { type, brand = type, last4, wallet } = paymentMethod
  return [brand, last4, wallet].filter((word) => word !== undefined).join(' ')
}
