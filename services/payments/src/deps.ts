import type { PaymentMethods } from '@comptoir/contracts/payments/schemas'
import type { Keys } from '@comptoir/dapr/leases/keys'
import type { CurrentSettings } from '@comptoir/dapr/settings/shop-settings'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { ServiceDeps } from '@comptoir/service/app'
import type { CaptureAt } from './config.ts'
import type { Payments } from './payment/payment-store.ts'
import type { Settlement } from './payment/settlement.ts'
import type { PayoutBooks } from './payouts/payout-store.ts'
import type { Providers } from './provider/providers.ts'

export type Deps = ServiceDeps & {
  readonly payments: Payments
  readonly settlement: Settlement
  readonly providers: Providers
  readonly payoutBooks: PayoutBooks
  readonly keys: Keys
  readonly orders: Client
  readonly clock: () => Date
  /** When the money of new payments is taken. */
  readonly captureAt: CaptureAt
  /** The methods of payment that the shop has the keys of. */
  readonly offer: PaymentMethods
  /** The settings of the shop as they are now. */
  readonly settings: CurrentSettings
}
