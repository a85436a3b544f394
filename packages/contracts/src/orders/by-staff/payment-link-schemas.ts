import { z } from '@hono/zod-openapi'
import { Instant, LocalizedText, Money } from '../../common.ts'
import { schema } from '../../schema.ts'
import { OrderStatus, PaymentTerms } from '../schemas.ts'
import { OrderPaymentStatus } from '../view.ts'

/** What opens the payment of one order, without an account: signed, and good until `expiresAt`. */
export const PaymentLink = schema('PaymentLink', {
  linkId: z.string(),
  link: z.string().openapi({ example: 'ord_01k….lnk_x….3f9…' }),
  expiresAt: Instant,
})
export type PaymentLink = z.infer<typeof PaymentLink>

/** The order as whoever has the link sees it: what is to be paid, for which goods. No names, no addresses. */
export const LinkedPayment = schema('LinkedPayment', {
  orderId: z.string(),
  number: z.string(),
  status: OrderStatus,
  paymentStatus: OrderPaymentStatus,
  /** Whether it can be paid now. */
  payable: z.boolean(),
  total: Money,
  lines: z.array(
    z.object({ sku: z.string(), title: LocalizedText, quantity: z.int(), gross: Money }),
  ),
  shipping: Money,
  paymentTerms: PaymentTerms.optional(),
  failureCode: z.string().optional(),
  /** Where the shopper confirms (3DS), when `requires_action`. */
  actionUrl: z.string().optional(),
  expiresAt: Instant,
})
export type LinkedPayment = z.infer<typeof LinkedPayment>
