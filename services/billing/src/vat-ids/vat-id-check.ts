import type { VatIdCheck } from '@comptoir/contracts/billing/tax-schemas'
import {
  type CheckedVatId,
  isFresh,
  isStillGood,
  isVouchedFor,
  readVatId,
  type VatId,
} from './vat-id.ts'
import type { VatIdApprovals, VatIds } from './vat-id-store.ts'
import type { Vies } from './vies.ts'

export type CheckVatId = (text: string) => Promise<VatIdCheck>
type CheckDeps = {
  readonly vatIds: VatIds
  readonly approvals: VatIdApprovals
  readonly vies: Vies
  readonly clock: () => Date
}

/**
 * Checks a VAT id: its form and check digits, then in VIES unless that was done lately. While VIES does not answer, the last
 * good answer counts for 30 days, and so does the word of staff; without them the id is `unchecked`, and its owner is charged
 * VAT (decision 45).
 */
export function createVatIdCheck({ vatIds, approvals, vies, clock }: CheckDeps): CheckVatId {
  const asking = new Map<string, Promise<CheckedVatId | undefined>>()

  async function askVies(id: VatId): Promise<CheckedVatId | undefined> {
    const answer = await vies(id)
    if (!answer) return undefined
    const next = { ...id, ...answer, checkedAt: clock().toISOString() }
    return (await vatIds.upsert(id.vatId, () => ({ next }))).data
  }

  /** One question for all who ask together. */
  function ask(id: VatId): Promise<CheckedVatId | undefined> {
    const running = asking.get(id.vatId)
    if (running !== undefined) return running
    const answer = askVies(id).finally(() => asking.delete(id.vatId))
    asking.set(id.vatId, answer)
    return answer
  }

  async function byWordOfStaff(vatId: string, known?: CheckedVatId): Promise<VatIdCheck> {
    const approvedAt = (await approvals.get(vatId))?.data.approvals.at(-1)?.at
    const counts = approvedAt && isVouchedFor(approvedAt, known, clock())
    return counts ? { vatId, status: 'valid', approvedAt } : { vatId, status: 'unchecked' }
  }

  return async (text) => {
    const id = readVatId(text)
    if (!id) return { vatId: text, status: 'malformed' }
    const { vatId } = id
    const known = (await vatIds.get(vatId))?.data
    const now = clock()
    if (known && isFresh(known, now)) return toCheck(known)
    const asked = await ask(id)
    if (asked) return toCheck(asked)
    if (known && isStillGood(known, now)) return toCheck(known)
    return byWordOfStaff(vatId, known)
  }
}

function toCheck({ vatId, isValid, checkedAt, consultationNumber }: CheckedVatId): VatIdCheck {
  if (!isValid) return { vatId, status: 'invalid', checkedAt }
  return { vatId, status: 'valid', checkedAt, ...(consultationNumber && { consultationNumber }) }
}
