import { refuse } from '@comptoir/service/problems/refusal'
import type { Intent } from '../payment/stored-payment.ts'
import type { PaymentProvider } from './provider.ts'

export type ProviderName = Intent['provider']
export type Providers = ReturnType<typeof createProviders>

/** The payment providers that this shop works with. */
export function createProviders(known: Partial<Record<ProviderName, PaymentProvider>>) {
  const names = (Object.keys(known) as ProviderName[]).filter((name) => known[name])
  return {
    names,
    has: (name: ProviderName): boolean => known[name] !== undefined,
    /** Throws `dependency_unavailable` while a provider that took money once is not set up. */
    of(name: ProviderName): PaymentProvider {
      const provider = known[name]
      if (!provider) throw refuse('dependency_unavailable', `${name} is not set up`)
      return provider
    },
  }
}
