import { Address, Instant } from '@comptoir/contracts/common'
import { z } from 'zod'
import { StoredOrder } from '../order/stored-order.ts'

const AgreedPrice = z.object({ amount: z.int(), currency: z.literal('EUR') })

const content = {
  customer: z.object({ userId: z.string().optional(), email: z.string().optional() }),
  locale: z.enum(['fr', 'en']),
  lines: z.array(
    z.object({ sku: z.string(), quantity: z.int(), agreedPrice: AgreedPrice.optional() }),
  ),
  codes: z.array(z.string()),
  shippingAddress: Address.optional(),
  billingAddress: Address.optional(),
  shippingOptionId: z.string().optional(),
  pickupPointId: z.string().optional(),
  vatId: z.string().optional(),
  agreement: z
    .object({ reason: z.string(), discountBps: z.int().optional(), by: z.string() })
    .optional(),
}

const facts = {
  draftId: z.string(),
  ...content,
  createdBy: z.string(),
  createdAt: Instant,
  updatedBy: z.string(),
  updatedAt: Instant,
}

/**
 * An order that staff prepare. `placing`: it was decided that this order is made of it; the draft goes once it is stored.
 */
export const StoredDraft = z.discriminatedUnion('status', [
  z.object({ status: z.literal('open'), ...facts }),
  z.object({ status: z.literal('placing'), ...facts, order: StoredOrder, placingSince: Instant }),
])
export type Draft = z.infer<typeof StoredDraft>
export type DraftFacts = Omit<Extract<Draft, { status: 'open' }>, 'status'>
