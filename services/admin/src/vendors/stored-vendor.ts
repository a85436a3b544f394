import { VendorHistoryEntry, VendorVat } from '@comptoir/contracts/admin/vendors/schemas'
import { Instant } from '@comptoir/contracts/common'
import { z } from 'zod'

const text = z.string()

/** What a vendor said of itself; its VAT id is in `vat`, as it was checked. */
const StoredTrader = z.object({
  ...{ name: text, legalName: text, phone: text, email: text },
  address: z.object({
    ...{ line1: text, line2: text.optional(), postalCode: text, city: text, countryCode: text },
  }),
  contact: z.object({ name: text, email: text, phone: text.optional() }),
  siret: text.optional(),
  tradeRegister: z.object({ name: text, number: text }).optional(),
  identityProof: z.object({ kind: text, reference: text }),
  payoutAccount: z.object({ holder: text, iban: text }),
  selfCertified: z.boolean(),
})
export type Trader = Readonly<z.infer<typeof StoredTrader>>

const common = {
  vendorId: text,
  ownerId: text,
  trader: StoredTrader,
  vat: VendorVat.optional(),
  history: z.array(VendorHistoryEntry),
  /** When its contact was taken out, with the account of who applied. */
  contactErasedAt: Instant.optional(),
  createdAt: Instant,
  updatedAt: Instant,
}

/** How vendors are stored. */
export const StoredVendor = z.discriminatedUnion('status', [
  z.object({ ...common, status: z.enum(['applied', 'under_review', 'rejected']) }),
  z.object({ ...common, status: z.enum(['approved', 'suspended']), commissionBps: z.int() }),
  z.object({
    ...{ ...common, status: z.literal('closed'), commissionBps: z.int() },
    closedAt: Instant,
    /** When its details went. */
    erasedAt: Instant.optional(),
  }),
])
export type Vendor = Readonly<z.infer<typeof StoredVendor>>
export type ContractedVendor = Extract<Vendor, { commissionBps: number }>
