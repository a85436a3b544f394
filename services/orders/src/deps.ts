import type { Keys } from '@comptoir/dapr/leases/keys'
import type { Live } from '@comptoir/dapr/live/live-channels'
import type { CurrentSettings } from '@comptoir/dapr/settings/shop-settings'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { Promotions } from '@comptoir/dapr/sidecar/promotions'
import type { TaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import type { WorkflowEngine } from '@comptoir/dapr/workflow/engine'
import type { ServiceDeps } from '@comptoir/service/app'
import type { Context } from 'hono'
import type { Drafts } from './drafts/draft-store.ts'
import type { GuestErasures } from './guests/guest-erasure-store.ts'
import type { GuestLimits } from './guests/guest-limits.ts'
import type { Claims, Orders } from './order/order-store.ts'
import type { LinkSigner } from './payment-links/link-signature.ts'
import type { OrderAdmission } from './placing/order-admission.ts'
import type { Returns } from './returns/return-store.ts'
import type { SagaControl } from './saga/saga-starter.ts'
import type { OrderRows } from './search/order-rows.ts'

export type Deps = ServiceDeps & {
  readonly orders: Orders
  readonly claims: Claims
  readonly drafts: Drafts
  readonly returns: Returns
  /** What staff search by. */
  readonly orderRows: OrderRows
  readonly admission: Pick<OrderAdmission, 'admit'>
  readonly accounts: Client
  readonly carts: Client
  readonly catalog: Client
  readonly inventory: Client
  readonly payments: Client
  readonly shipping: Client
  readonly support: Client
  readonly notifications: Client
  readonly taxRates: TaxRates
  /** What promotions take off a cart. */
  readonly discounts: Promotions
  readonly sagas: SagaControl
  readonly engine: Pick<WorkflowEngine, 'state' | 'history'>
  readonly live: Live
  readonly keys: Keys
  readonly clock: () => Date
  readonly newOrderId: () => string
  readonly newOrderNumber: () => string
  readonly newDraftId: () => string
  /** The address that a request comes from. */
  readonly addressOf: (c: Context) => string
  readonly guestLimits: GuestLimits
  readonly guestErasures: GuestErasures
  readonly linkSigner: LinkSigner
  /** The settings of the shop as they are now. */
  readonly settings: CurrentSettings
  /** For trials without mail: a look-up answers the link itself. */
  readonly orderLinksInAnswer: boolean
}
