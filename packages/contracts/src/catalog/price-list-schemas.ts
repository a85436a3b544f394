import { z } from '@hono/zod-openapi'
import { CustomerStatus } from '../accounts/schemas.ts'
import { Id, Instant, LocalizedText, Money, Quantity, Sku } from '../common.ts'
import { limits } from '../limits.ts'
import { oneOf, requiredText, schema } from '../schema.ts'

/** The id of a price list, chosen by staff: `vip-2027`. */
const PriceListId = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** The price of so many pieces and more: an amount in minor units of the list's currency, or a part off the base price. */
export const PriceTier = schema('PriceTier', {
  minQuantity: Quantity.default(1),
  amount: z.int().min(1).max(limits.amount).optional(),
  /** Basis points: 1,000 is a tenth off. */
  percentOffBps: z.int().min(1).max(9_999).optional(),
})
export type PriceTier = z.infer<typeof PriceTier>

/** The prices of one SKU, of a product's variants, or of all products in a category and below. */
export const PriceListEntry = schema('PriceListEntry', {
  sku: Sku.optional(),
  productId: Id.optional(),
  categoryId: Id.optional(),
  tiers: z.array(PriceTier).min(1).max(20),
})
export type PriceListEntry = z.infer<typeof PriceListEntry>

/** A draft and an archived list price nothing. */
export const PriceListStatus = oneOf('PriceListStatus', ['draft', 'active', 'archived'])
export type PriceListStatus = z.infer<typeof PriceListStatus>

/** Where an active list stands in time. */
export const PriceListPhase = oneOf('PriceListPhase', [
  'draft',
  'scheduled',
  'running',
  'ended',
  'archived',
])
export type PriceListPhase = z.infer<typeof PriceListPhase>

/** A moment with its offset, or a time on the clocks of the shop (Europe/Paris) without one: `2027-01-13T08:00`. */
const ShopMoment = z
  .union([z.iso.datetime({ offset: true }), z.iso.datetime({ local: true })])
  .openapi({ example: '2027-01-13T08:00' })

const content = {
  /** What shoppers read beside the price. */
  name: LocalizedText,
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** For customers of one of these states or with one of the tags; without both, for everyone. */
  customerStatuses: z.array(CustomerStatus).max(10).default([]),
  customerTags: z.array(requiredText(40)).max(50).default([]),
  /** Of several lists with a price, the one of highest priority counts; of equal ones the lowest price. */
  priority: z.int().min(0).max(1_000).default(0),
  entries: z.array(PriceListEntry).min(1).max(2_000),
}

/** A price list as staff write it. What is left out is emptied; the status keeps its value. */
export const PriceListInput = schema('PriceListInput', {
  ...content,
  status: PriceListStatus.optional(),
  startsAt: ShopMoment.optional(),
  /** Not part of the window. */
  endsAt: ShopMoment.optional(),
})
export type PriceListInput = z.infer<typeof PriceListInput>

export const NewPriceList = PriceListInput.extend({ priceListId: PriceListId }).openapi(
  'NewPriceList',
)
export type NewPriceList = z.infer<typeof NewPriceList>

export const PriceListView = schema('PriceList', {
  priceListId: z.string(),
  ...content,
  status: PriceListStatus,
  phase: PriceListPhase,
  startsAt: Instant.optional(),
  endsAt: Instant.optional(),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
})
export type PriceListView = z.infer<typeof PriceListView>

/** Why a price is not the base price: the list, and from how many pieces on it has this price. */
export const PriceOrigin = schema('PriceOrigin', {
  priceListId: z.string(),
  name: LocalizedText,
  minQuantity: z.int(),
})
export type PriceOrigin = z.infer<typeof PriceOrigin>

/** What explains a price, where it is not the base price or not what everyone pays. */
export const priceFacts = {
  /** What everyone else pays, or paid before a reduction, where that is more. */
  compareAtPrice: Money.optional(),
  /** Left out, it is the base price. */
  priceOrigin: PriceOrigin.optional(),
}

/** What one shopper pays for the variants of a product at this moment. */
export const ProductPrices = schema('ProductPrices', {
  items: z.array(
    z.object({
      sku: Sku,
      /** For one piece. */
      price: Money,
      ...priceFacts,
      /** For more pieces, where that is another price. */
      tiers: z.array(
        z.object({ minQuantity: z.int(), price: Money, priceOrigin: PriceOrigin.optional() }),
      ),
    }),
  ),
  /** While accounts does not answer: prices are those of everyone. */
  degraded: z.array(z.literal('customer_prices')).optional(),
})
export type ProductPrices = z.infer<typeof ProductPrices>
