import { WithdrawalExclusion } from '@comptoir/contracts/catalog/withdrawal-exclusion'
import { Address, LocalizedText, Money } from '@comptoir/contracts/common'
import { SaleTax } from '@comptoir/contracts/orders/sale-tax'
import { PickupPlace } from '@comptoir/contracts/shipping/pickup-schemas'
import { z } from 'zod'

const vat = { vatRateBps: z.int(), gross: Money, net: Money, vat: Money }
const discounted = {
  discounts: z.array(z.object({ promotionId: z.string(), amount: Money })).optional(),
}
const Line = z.object({
  sku: z.string(),
  productId: z.string(),
  title: LocalizedText,
  quantity: z.int(),
  unitPrice: Money,
  compareAtPrice: Money.optional(),
  priceOrigin: z
    .object({ priceListId: z.string(), name: LocalizedText, minQuantity: z.int() })
    .optional(),
  taxClass: z.string(),
  weightGrams: z.int(),
  withdrawalExclusion: WithdrawalExclusion.optional(),
  vendorId: z.string().optional(),
  commissionBps: z.int().optional(),
  ...vat,
  ...discounted,
})

const Totals = z.object({
  itemsSubtotal: Money,
  itemsDiscount: Money.optional(),
  shipping: Money,
  shippingDiscount: Money.optional(),
  vatByRate: z.array(z.object(vat)),
  vatTotal: Money,
  grandTotal: Money,
})

const AppliedPromotion = z.object({
  promotionId: z.string(),
  name: LocalizedText,
  code: z.string().optional(),
  amount: Money,
})

/** What an order buys and where it goes, as it is stored: the part that edits change. */
export const storedContent = {
  lines: z.array(Line),
  shippingLine: z.object({
    optionId: z.string(),
    carrierCode: z.string().optional(),
    name: LocalizedText,
    ...vat,
    ...discounted,
    /** Orders placed before there were delivery dates have none. */
    delivery: z.object({ from: z.iso.date(), to: z.iso.date() }).optional(),
    standardPrice: Money.optional(),
    pickupPoint: PickupPlace.optional(),
  }),
  totals: Totals,
  promotions: z.array(AppliedPromotion).optional(),
  billingAddress: Address,
  shippingAddress: Address,
  /** Orders placed before taxes were decided have none. */
  tax: SaleTax.optional(),
}
