import { z } from '@hono/zod-openapi'
import { vatIdAsWritten } from '../../checks/vat-id.ts'
import { Address, Instant } from '../../common.ts'
import { CountryCode } from '../../country.ts'
import { Email } from '../../email.ts'
import { VatIdInput } from '../../orders/sale-tax.ts'
import { oneOf, requiredText, schema } from '../../schema.ts'
import { isIban } from '../iban.ts'
import { isSiret, sirenOf } from './siret.ts'

/**
 * `applied → under_review → approved ⇄ suspended → closed`; staff reject an application, and its owner may send it again. An approved
 * vendor sells.
 */
export const VendorStatus = oneOf('VendorStatus', [
  ...(['applied', 'under_review', 'rejected'] as const),
  ...(['approved', 'suspended', 'closed'] as const),
])
export type VendorStatus = z.infer<typeof VendorStatus>

/** What the shop keeps of a sale, in basis points of the price without VAT. */
export const CommissionBps = z.int().min(0).max(10_000).openapi('CommissionBps')

const { line1, line2, postalCode, city } = Address.shape
const TraderAddress = schema('TraderAddress', {
  ...{ line1, line2, postalCode, city },
  countryCode: CountryCode,
})

const Phone = z
  .string()
  .trim()
  .regex(/^\+[1-9](?: ?\d){6,14}$/, 'a number with its country, such as +33 4 72 00 00 00')
  .openapi({ example: '+33 4 72 00 00 00' })

/** Whom the shop talks to at the vendor. Shoppers never see it. */
const VendorContact = schema('VendorContact', {
  name: requiredText(100),
  email: Email,
  phone: Phone.optional(),
})

/** Where the vendor is registered, and as what. */
const TradeRegister = schema('TradeRegister', {
  name: requiredText(100).openapi({ example: 'RCS Lyon' }),
  number: requiredText(40),
})

/** What showed who the trader is: where its copy is kept, never the copy itself. */
const IdentityProof = schema('IdentityProof', {
  kind: oneOf('IdentityProofKind', [
    ...(['identity_card', 'passport', 'residence_permit', 'electronic_identification'] as const),
  ]),
  reference: requiredText(120),
})

const iban = z.string().max(42).refine(isIban, 'is no IBAN')
const holder = requiredText(70)

/** What the law has a marketplace know of a trader before it sells (Regulation (EU) 2022/2065, article 30(1)). */
const traderShape = {
  /** The name that shoppers read. */
  name: requiredText(100),
  /** The name of the company, or of the person who trades. */
  legalName: requiredText(100),
  address: TraderAddress,
  phone: Phone,
  email: Email,
  contact: VendorContact,
  /** Of the establishment, which every company of France has. */
  siret: z
    .string()
    .max(20)
    .refine(isSiret, 'is no SIRET')
    .transform((text) => text.replace(/\s/g, ''))
    .optional(),
  tradeRegister: TradeRegister.optional(),
  /** None of who charges no VAT. */
  vatId: VatIdInput.optional(),
  identityProof: IdentityProof,
  /** That it offers only what European law allows. */
  selfCertified: z.literal(true),
}

type Trader = z.infer<z.ZodObject<Pick<typeof traderShape, 'address' | 'siret' | 'vatId'>>>

/** A company of France has a SIRET, and its VAT id names the same company. */
function checkTrader({ address, siret, vatId }: Trader, context: z.core.$RefinementCtx): void {
  if (context.issues.length > 0) return
  const say = (field: string, code: string, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message, params: { code } })
  if (address.countryCode === 'FR' && siret === undefined) {
    say('siret', 'required', 'a vendor of France has a SIRET')
  }
  const french = vatIdAsWritten(vatId ?? '')
  if (siret !== undefined && french.startsWith('FR') && french.slice(4) !== sirenOf(siret)) {
    say('vatId', 'other_company', 'the VAT id and the SIRET are of two companies')
  }
}

/** An application to sell in the shop. */
export const NewVendor = z
  .object({ ...traderShape, payoutAccount: schema('PayoutAccount', { holder, iban }) })
  .superRefine(checkTrader)
  .openapi('NewVendor')
export type NewVendor = z.infer<typeof NewVendor>

const ChangedPayoutAccount = schema('ChangedPayoutAccount', { holder, iban: iban.optional() })

/** All of the details anew; an IBAN that is left out stays. */
export const VendorDetails = z
  .object({ ...traderShape, payoutAccount: ChangedPayoutAccount })
  .superRefine(checkTrader)
  .openapi('VendorDetails')
export type VendorDetails = z.infer<typeof VendorDetails>

/** What is known of the vendor's VAT id: `unchecked` while VIES could not be asked, and then nobody is approved. */
export const VendorVat = schema('VendorVat', {
  vatId: z.string(),
  status: oneOf('VendorVatStatus', ['valid', 'unchecked']),
  checkedAt: Instant.optional(),
  consultationNumber: z.string().optional(),
  approvedAt: Instant.optional(),
})
export type VendorVat = z.infer<typeof VendorVat>

export const VendorStep = oneOf('VendorStep', [
  ...(['apply', 'review', 'approve', 'reject', 'suspend', 'reinstate', 'close'] as const),
  ...(['change_details', 'change_commission'] as const),
])
export type VendorStep = z.infer<typeof VendorStep>

/** A step of a vendor's life; staff see who made it. */
export const VendorHistoryEntry = schema('VendorHistoryEntry', {
  step: VendorStep,
  status: VendorStatus,
  at: Instant,
  by: z.string().optional(),
  reason: z.string().optional(),
})

const text = z.string()
const ShownAddress = schema('ShownTraderAddress', {
  ...{ line1: text, line2: text.optional(), postalCode: text, city: text, countryCode: text },
})
const ShownRegister = schema('ShownTradeRegister', { name: text, number: text })

/** What shoppers see of who sells. */
const shown = {
  ...{ vendorId: text, name: text, legalName: text, address: ShownAddress },
  ...{ phone: text, email: text },
  siret: text.optional(),
  tradeRegister: ShownRegister.optional(),
  vatId: text.optional(),
}

/**
 * The trader behind offers, as shoppers see it (Regulation (EU) 2022/2065, articles 30(7) and 31): who, where, how to reach, which
 * register, and the word that it offers only what the law allows.
 */
export const VendorTrader = schema('VendorTrader', {
  ...shown,
  /** Whether its products can be bought now. */
  isSelling: z.boolean(),
  selfCertified: z.boolean(),
})
export type VendorTrader = z.infer<typeof VendorTrader>

/** A vendor as its own people and staff see it. */
export const Vendor = schema('Vendor', {
  ...shown,
  status: VendorStatus,
  /** Who applied. */
  ownerId: z.string(),
  contact: z.object({ name: z.string(), email: z.string(), phone: z.string().optional() }),
  vat: VendorVat.optional(),
  identityProof: z.object({ kind: z.string(), reference: z.string() }),
  /** The IBAN shows its ends only. */
  payoutAccount: z.object({ holder: z.string(), iban: z.string() }),
  selfCertified: z.boolean(),
  /** Since it was approved. Orders keep the one that they were placed with. */
  commissionBps: CommissionBps.optional(),
  history: z.array(VendorHistoryEntry),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
})
export type Vendor = z.infer<typeof Vendor>
