import { checkVatId } from '@comptoir/contracts/billing/tax-routes'
import { vatIdAsWritten } from '@comptoir/contracts/checks/vat-id'
import type { BuyerVat } from '@comptoir/contracts/orders/sale-tax'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import type { Client } from './invoke.ts'

/** Checks the VAT id of a buyer; refuses one that is not valid, naming the field `vatId`. */
export type CheckBuyerVat = (vatId: string) => Promise<BuyerVat>

/**
 * Has billing check the VAT ids of buyers. While it does not answer, they are `unchecked`, as while VIES does not: their
 * owners are charged VAT.
 */
export function createBuyerVatCheck(billing: Client): CheckBuyerVat {
  return async (vatId) => {
    const answer = await billing(checkVatId, { body: { vatId }, retry: true }).catch(
      (error: unknown) => {
        if (!isRefusal(error, 'dependency_unavailable')) throw error
        return { vatId: vatIdAsWritten(vatId), status: 'unchecked' } as const
      },
    )
    const { status } = answer
    if (status === 'valid' || status === 'unchecked') return { ...answer, status }
    const message =
      status === 'invalid'
        ? 'VIES, the register of the European Union, does not know this VAT id as valid'
        : 'this is no VAT id of a member state: its form or its check digits are wrong'
    const errors = [{ field: 'vatId', code: `${status}_vat_id`, message }]
    throw refuse('invalid_request', message, { errors })
  }
}

/** The country of a VAT id that counts: only of one that is valid. */
export const buyerCountryOf = (buyer: BuyerVat | undefined): string | undefined =>
  buyer?.status === 'valid' ? buyer.vatId.slice(0, 2) : undefined
