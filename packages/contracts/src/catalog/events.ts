import { z } from '@hono/zod-openapi'
import { Instant, Money, Sku } from '../common.ts'
import { eventsOf } from '../event.ts'
import { StaffAction, staffActionSays } from '../platform/staff-action.ts'
import { PriceListStatus } from './price-list-schemas.ts'

const event = eventsOf('catalog')

const ProductFact = z.object({
  productId: z.string(),
  slug: z.string(),
  skus: z.array(Sku),
  status: z.string(),
})
export const ProductCreated = event(
  'ProductCreated',
  ProductFact,
  'A product was added to the catalogue.',
)
export const ProductUpdated = event(
  'ProductUpdated',
  ProductFact,
  'A product changed; catalog says what it is now.',
)
export const ProductArchived = event('ProductArchived', ProductFact, 'A product is no longer sold.')
export const PriceChanged = event(
  'PriceChanged',
  z.object({ productId: z.string(), sku: Sku, from: Money, to: Money }),
  'A variant has another price.',
)
export const CategoryChanged = event(
  'CategoryChanged',
  z.object({ categoryId: z.string() }),
  'A category was added, renamed, moved or deleted.',
)
export const ProductVendorChanged = event(
  'ProductVendorChanged',
  z.object({ vendorId: z.string(), status: z.string() }),
  'A vendor may sell, or may not any more: its products are shown and sold by that.',
)
export const PriceListChanged = event(
  'PriceListChanged',
  z.object({
    priceListId: z.string(),
    status: PriceListStatus,
    currency: z.string(),
    startsAt: Instant.optional(),
    endsAt: Instant.optional(),
  }),
  'A price list was added, changed or archived; catalog says what it is now.',
)
export const StaffActionRecorded = event('StaffActionRecorded', StaffAction, staffActionSays)
