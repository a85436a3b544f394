import type { VatIdApproval, VatIdView } from '@comptoir/contracts/billing/tax-schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import type { CheckVatId } from './vat-id-check.ts'
import type { VatIdApprovals } from './vat-id-store.ts'

export type ApprovalDeps = { readonly checkVatId: CheckVatId; readonly approvals: VatIdApprovals }

/** What counts of a VAT id now, and who vouched for it. */
export async function viewVatId(deps: ApprovalDeps, typed: string): Promise<VatIdView> {
  const check = await deps.checkVatId(typed)
  const known = await deps.approvals.get(check.vatId)
  return { ...check, approvals: known?.data.approvals ?? [] }
}

/** Records that staff vouch for a VAT id. Refuses one that VIES knows, as valid or not, and what is no VAT id. */
export async function approveVatId(
  deps: ApprovalDeps,
  typed: string,
  approval: VatIdApproval,
): Promise<VatIdView> {
  const { vatId, status, approvedAt } = await deps.checkVatId(typed)
  if (status !== 'unchecked' && !approvedAt) {
    throw refuse('transition_refused', `the VAT id is ${status}: there is nothing to vouch for`, {
      extensions: { status },
    })
  }
  const { data } = await deps.approvals.upsert(vatId, (known) => ({
    next: { approvals: [...(known?.approvals ?? []), approval] },
  }))
  return { vatId, status: 'valid', approvedAt: approval.at, ...data }
}
