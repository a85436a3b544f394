import { Address, Instant, Locale, LocalizedText, Money } from '@comptoir/contracts/common'
import { SaleTax } from '@comptoir/contracts/orders/sale-tax'
import { sum } from '@comptoir/money'
import { z } from 'zod'

const discounts = z.array(z.object({ promotionId: z.string(), amount: Money })).optional()
const vat = { vatRateBps: z.int(), net: Money, vat: Money, gross: Money }

export const BilledLine = z.object({
  sku: z.string(),
  productId: z.string(),
  title: LocalizedText,
  quantity: z.int(),
  unitPrice: Money,
  taxClass: z.string(),
  weightGrams: z.int(),
  ...vat,
  discounts,
})
export type BilledLine = z.infer<typeof BilledLine>

export const BilledVat = z.object(vat)
export type BilledVat = z.infer<typeof BilledVat>

/** The order as it is stored with its invoice, apart from the event that it came with. */
export const BilledOrder = z.object({
  orderId: z.string(),
  number: z.string(),
  cartId: z.string(),
  userId: z.string(),
  email: z.string(),
  locale: Locale,
  currency: z.string(),
  lines: z.array(BilledLine),
  shippingLine: z.object({ optionId: z.string(), name: LocalizedText, ...vat, discounts }),
  totals: z.object({
    itemsSubtotal: Money,
    itemsDiscount: Money.optional(),
    shipping: Money,
    shippingDiscount: Money.optional(),
    vatByRate: z.array(BilledVat),
    vatTotal: Money,
    grandTotal: Money,
  }),
  promotions: z
    .array(
      z.object({
        promotionId: z.string(),
        name: LocalizedText,
        code: z.string().optional(),
        amount: Money,
      }),
    )
    .optional(),
  billingAddress: Address,
  shippingAddress: Address,
  paymentMethod: z.object({
    provider: z.enum(['stripe', 'paypal']).default('stripe'),
    token: z.string(),
  }),
  /** Where a transfer for it was to be sent to. */
  paymentTerms: z
    .object({
      account: z.object({ iban: z.string() }).optional(),
      reference: z.string().optional(),
    })
    .optional(),
  placedAt: Instant,
  /** Orders placed before taxes were decided have none. */
  tax: SaleTax.optional(),
})
export type BilledOrder = z.infer<typeof BilledOrder>

/** Adds up one part of amounts; zero of `currency` when there are none. */
export function sumOf<P extends 'net' | 'vat' | 'gross'>(
  amounts: readonly Readonly<Record<P, Money>>[],
  part: P,
  currency: string,
): Money {
  const parts = amounts.map((amount) => amount[part])
  return sum(parts, currency)
}
