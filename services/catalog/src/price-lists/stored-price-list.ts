import { PriceListStatus, PriceTier } from '@comptoir/contracts/catalog/price-list-schemas'
import { Instant, LocalizedText } from '@comptoir/contracts/common'
import { z } from 'zod'

const Target = {
  sku: z.string().optional(),
  productId: z.string().optional(),
  categoryId: z.string().optional(),
}

/** `since`: when the list got the entry as it is, with its window, priority and customers as they are. */
export const StoredEntry = z.object({ ...Target, tiers: z.array(PriceTier), since: Instant })

/** A price that everyone paid for one piece until it was changed: the law asks for the lowest one before a reduction. */
const PastPrice = z.object({
  ...Target,
  amount: z.int().optional(),
  percentOffBps: z.int().optional(),
  priority: z.int(),
  from: Instant,
  until: Instant,
})

/** How price lists are stored. Instants are in UTC with milliseconds, so that their texts compare as they do. */
export const StoredPriceList = z.object({
  priceListId: z.string(),
  name: LocalizedText,
  currency: z.string(),
  customerStatuses: z.array(z.enum(['standard', 'silver', 'gold', 'vip'])),
  customerTags: z.array(z.string()),
  priority: z.int(),
  status: PriceListStatus,
  startsAt: Instant.optional(),
  endsAt: Instant.optional(),
  entries: z.array(StoredEntry),
  past: z.array(PastPrice),
  createdAt: Instant,
  updatedAt: Instant,
})
