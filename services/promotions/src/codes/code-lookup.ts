import type { Document } from '@comptoir/dapr/documents/documents'
import type { PromotionMemory } from '../memory/promotion-memory.ts'
import type { Promotion } from '../promotion/promotion.ts'
import type { Codes } from './code-store.ts'

export type FindByCode = (code: string) => Promise<Document<Promotion> | undefined>

type LookupDeps = { readonly memory: PromotionMemory; readonly codes: Codes }

const codeForm = /^[A-Z0-9]{3,40}$/

/**
 * Finds the promotion of a code: from memory where all shoppers may use it, by one read where it is a single-use code. Drafts,
 * archived promotions and revoked codes are not found, as if the code did not exist.
 */
export function createCodeLookup({ memory, codes }: LookupDeps): FindByCode {
  async function ofSingleUse(code: string): Promise<Document<Promotion> | undefined> {
    const found = codeForm.test(code) ? await codes.get(code) : undefined
    if (found?.data.kind !== 'single_use' || found.data.revokedAt) return undefined
    return memory.find(found.data.promotionId)
  }

  return async (code) => {
    const promotion = memory.withCode(code) ?? (await ofSingleUse(code))
    const status = promotion?.data.status
    return status === 'draft' || status === 'archived' ? undefined : promotion
  }
}
