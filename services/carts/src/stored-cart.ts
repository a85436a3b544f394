import { Instant, LocalizedText, Money } from '@comptoir/contracts/common'
import { z } from 'zod'

/** A line as the shopper left it, with the product as it was when the line was last touched. */
const StoredLine = z.object({
  sku: z.string(),
  quantity: z.int(),
  productId: z.string(),
  title: LocalizedText,
  price: Money,
  imagePath: z.string().optional(),
})
export type StoredLine = z.infer<typeof StoredLine>

/** A guest cart belongs to whoever has its token, of which only the hash is kept. */
const Owner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('guest'), tokenHash: z.string() }),
  z.object({ kind: z.literal('user'), userId: z.string() }),
])

const Facts = z.object({
  owner: Owner,
  currency: z.string(),
  lines: z.array(StoredLine),
  createdAt: Instant,
  updatedAt: Instant,
  /** Failed orders of this cart: a late event of theirs no longer locks it. */
  endedOrders: z.array(z.string()),
})

/** How carts are stored: a union by status, apart from the public view. */
export const StoredCart = z.discriminatedUnion('status', [
  Facts.extend({ status: z.literal('active') }),
  Facts.extend({ status: z.literal('locked'), orderId: z.string() }),
  Facts.extend({ status: z.literal('converted'), orderId: z.string() }),
  Facts.extend({ status: z.literal('merged'), mergedInto: z.string() }),
])
export type StoredCart = z.infer<typeof StoredCart>
