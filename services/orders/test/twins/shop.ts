import type { TaxSettings } from '@comptoir/contracts/billing/schemas'
import type { VatIdCheck } from '@comptoir/contracts/billing/tax-schemas'
import type { Cart } from '@comptoir/contracts/carts/schemas'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { ReservationOutcome, StockLine } from '@comptoir/contracts/inventory/schemas'
import type { PaymentOutcome, PaymentStatus, Refund } from '@comptoir/contracts/payments/schemas'
import type {
  CartDiscounts,
  PromotableCart,
  RedemptionOutcome,
} from '@comptoir/contracts/promotions/internal-routes'
import type { ShipmentStatus, ShippingOption } from '@comptoir/contracts/shipping/schemas'
import type { z } from 'zod'

/** What the twins of the other services hold: tests turn it as they need. */
export type Shop = {
  readonly calls: string[]
  readonly away: Set<string>
  readonly stock: Map<string, number>
  readonly reservations: Map<string, { outcome: ReservationOutcome; lines: StockLine[] }>
  readonly refunds: string[]
  /** What billing says of taxes beside the rates. */
  taxSettings: TaxSettings
  /** What billing says of the buyer's VAT id. */
  vatId: VatIdCheck
  accountStatus: 'active' | 'suspended'
  /** What accounts says of an email that is proven to be the account's. */
  ownEmailKey: { emailKey?: string }
  cart: Cart
  variants: VariantSnapshot[]
  /** What the catalogue was asked. */
  readonly lookups: object[]
  options: ShippingOption[]
  /** `unknown` while payments does not know the order. */
  payment: PaymentStatus
  parcel: ShipmentStatus
  /** What promotions say of a cart. */
  promote: (cart: PromotableCart) => Partial<CartDiscounts>
  /** How many uses of the promotion are left. */
  uses: number
  readonly redemptions: Map<string, z.infer<typeof RedemptionOutcome>>
  invoice: 'unknown' | 'draft' | 'finalised' | 'voided' | 'credited'
  /** The refunds of returns, by id. */
  readonly returnRefunds: Map<string, Refund>
  /** What the provider says of a refund. */
  refundStatus: Refund['status']
  /** A refund that failed later has the credit note of the next one. */
  isCreditedBefore: boolean
  /** The credit notes that billing has issued. */
  readonly creditNotes: string[]
  /** The shipments that bring returns back, by id. */
  readonly further: Map<string, ShipmentStatus>
  /** Payments beside that of the order, by id. */
  readonly extra: Map<string, PaymentOutcome>
  /** Invoices beside that of the order, by id. */
  readonly supplements: Map<string, { status: 'draft' | 'finalised' | 'voided'; total: number }>
  /** What inventory put on the shelf again, by return. */
  readonly restocked: Map<string, StockLine[]>
}
