import { z } from '@hono/zod-openapi'
import { Id, Instant, Locale, Money, Quantity, Sku } from '../../common.ts'
import { Email } from '../../email.ts'
import { limits } from '../../limits.ts'
import { BillingAddress, PostalAddress } from '../../postal/postal-address.ts'
import { TypedCode } from '../../promotions/schemas.ts'
import { oneOf, requiredText, schema } from '../../schema.ts'
import { ShippingOption } from '../../shipping/schemas.ts'
import { OrderContent } from '../edits.ts'
import { VatIdInput } from '../sale-tax.ts'
import { PlaceOrder } from '../view.ts'

/** Who buys: an account, or a guest by email. */
export const DraftCustomer = z
  .object({ userId: Id.optional(), email: Email.optional() })
  .refine(({ userId, email }) => (userId === undefined) !== (email === undefined), {
    message: 'either userId or email',
  })
  .openapi('OrderDraftCustomer')
export type DraftCustomer = z.infer<typeof DraftCustomer>

export const DraftLine = schema('OrderDraftLine', {
  sku: Sku,
  quantity: Quantity,
  /** Of one, instead of the catalogue's price, in the kind of price that the shop shows; `agreement` says why. */
  agreedPrice: z
    .object({ amount: z.int().min(0).max(limits.amount), currency: z.literal('EUR') })
    .optional(),
})
export type DraftLine = z.infer<typeof DraftLine>

/** Why a price is another one than the catalogue's. */
export const DraftAgreement = schema('OrderDraftAgreement', {
  reason: requiredText(500),
  /** Off the price of every line that has no agreed price; in basis points. */
  discountBps: z.int().min(1).max(10_000).optional(),
})
export type DraftAgreement = z.infer<typeof DraftAgreement>

const content = {
  customer: DraftCustomer,
  locale: Locale.default('fr'),
  lines: z
    .array(DraftLine)
    .max(limits.lines)
    .refine((lines) => new Set(lines.map(({ sku }) => sku)).size === lines.length, {
      message: 'each SKU once',
    }),
  codes: z.array(TypedCode).max(10).default([]),
  shippingAddress: PostalAddress.optional(),
  billingAddress: BillingAddress.optional(),
  shippingOptionId: z.string().min(1).max(80).optional(),
  /** For an option to a pickup point. */
  pickupPointId: PlaceOrder.shape.pickupPointId,
  vatId: VatIdInput.optional(),
  /** Needed with an agreed price; refused without the role for it. */
  agreement: DraftAgreement.optional(),
}

/** All that a draft is made of; what is missing may be given later. */
export const DraftContent = schema('OrderDraftContent', content)
export type DraftContent = z.infer<typeof DraftContent>

/** What keeps a draft from being placed now. */
export const DraftProblem = schema('OrderDraftProblem', {
  /** A problem code of the API. */
  code: z.string(),
  detail: z.string(),
  field: z.string().optional(),
})
export type DraftProblem = z.infer<typeof DraftProblem>

/** What a draft comes to by today's prices, stock, promotions and taxes. */
export const DraftQuote = OrderContent.omit({
  billingAddress: true,
  shippingAddress: true,
}).openapi('OrderDraftQuote')
export type DraftQuote = z.infer<typeof DraftQuote>

/** An order that staff prepare for a customer. Nothing is held for it until it is placed. */
export const OrderDraft = DraftContent.extend({
  draftId: z.string(),
  /** Absent while something is missing, or cannot be bought: `problems` says what. */
  quote: DraftQuote.optional(),
  problems: z.array(DraftProblem),
  /** What can be chosen, once goods and address are known. */
  shippingOptions: z.array(ShippingOption).optional(),
  /** Who of staff agreed the prices. */
  agreedBy: z.string().optional(),
  createdBy: z.string(),
  createdAt: Instant,
  updatedBy: z.string(),
  updatedAt: Instant,
  version: z.int(),
}).openapi('OrderDraft')
export type OrderDraft = z.infer<typeof OrderDraft>

/** A line of a list of drafts. */
export const DraftOverview = OrderDraft.pick({
  draftId: true,
  customer: true,
  createdBy: true,
  createdAt: true,
  updatedBy: true,
  updatedAt: true,
})
  .extend({ itemCount: z.int() })
  .openapi('OrderDraftOverview')
export type DraftOverview = z.infer<typeof DraftOverview>

/** How the order of a draft is paid. */
export const PlaceDraft = schema('PlaceOrderDraft', {
  payment: oneOf('DraftPayment', ['link', 'transfer']),
  /** Until when it may be paid, sixty days at most; left out, as the shop has it for links and transfers. */
  dueAt: Instant.optional(),
  /** The grand total that staff saw; another one is refused with both. */
  expectedTotal: Money.optional(),
})
export type PlaceDraft = z.infer<typeof PlaceDraft>
