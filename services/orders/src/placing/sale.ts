import type { Address, Money } from '@comptoir/contracts/common'
import type { BuyerVat } from '@comptoir/contracts/orders/sale-tax'
import type { PaymentMethod } from '@comptoir/contracts/orders/schemas'
import type { Customer } from './buyer.ts'

/** What is to be bought, by whom and where it goes: of a cart, or of a draft of staff. */
export type Sale = {
  readonly lines: readonly SaleLine[]
  readonly currency: string
  readonly codes: readonly string[]
  readonly customer: Customer
  readonly shippingAddress: Address
  readonly shippingOptionId: string | undefined
  readonly pickupPointId: string | undefined
  /** How it will be paid: some promotions ask for it. */
  readonly provider: PaymentMethod['provider']
  readonly buyerVat: BuyerVat | undefined
  /** The total without codes that do not apply was seen: they refuse nothing. */
  readonly ignoresRejectedCodes: boolean
}

export type SaleLine = {
  readonly sku: string
  readonly quantity: number
  /** What one costs, of the catalogue's price; by agreement only. */
  readonly agree?: ((listPrice: Money) => Money) | undefined
}
