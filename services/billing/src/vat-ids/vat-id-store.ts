import { VatIdApproval } from '@comptoir/contracts/billing/tax-schemas'
import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import type { CheckedVatId } from './vat-id.ts'

const Stored: z.ZodType<CheckedVatId> = z.object({
  vatId: z.string(),
  countryCode: z.string(),
  number: z.string(),
  isValid: z.boolean(),
  checkedAt: z.iso.datetime(),
  consultationNumber: z.string().optional(),
})

/** The last answers of VIES, by VAT id: a good one counts for 30 days. Orders keep their own proof. */
export function createVatIds(store: Store) {
  const ttlSeconds = 31 * 24 * 3600
  return createCollection(store, { name: 'vat-ids', audit: 'none', schema: Stored, ttlSeconds })
}
export type VatIds = ReturnType<typeof createVatIds>

/** Who vouched for VAT ids that VIES could not check, newest last; kept for good. */
export function createVatIdApprovals(store: Store) {
  const schema = z.object({ approvals: z.array(VatIdApproval) })
  return createCollection(store, { name: 'vat-id-approvals', schema })
}
export type VatIdApprovals = ReturnType<typeof createVatIdApprovals>
