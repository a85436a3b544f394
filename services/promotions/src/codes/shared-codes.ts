import { refuse } from '@comptoir/service/problems/refusal'
import type { Promotions } from '../promotion/promotion-store.ts'
import type { Codes, StoredCode } from './code-store.ts'

export type SharedCodes = ReturnType<typeof createSharedCodes>

type SharedCodeDeps = {
  readonly codes: Codes
  readonly promotions: Promotions
  readonly clock: () => Date
}

/** A claim whose promotion does not carry the code is left alone this long: the promotion may be on its way. */
const orphanAfterMs = 60_000

/** Gives each code that all shoppers may use to one promotion: create-only documents that name it. */
export function createSharedCodes({ codes, promotions, clock }: SharedCodeDeps) {
  /** Refuses with already_exists when another promotion has it. It is free once that is archived or has another code. */
  async function claim(code: string, promotionId: string): Promise<void> {
    const own = { kind: 'shared' as const, promotionId, claimedAt: clock().toISOString() }
    const { created, document } = await codes.create(code, own)
    if (created) return
    const owner = document.data
    const isOwn = owner.kind === 'shared' && owner.promotionId === promotionId
    const isFree = isOwn || (await isOrphan(code, owner))
    if (!isFree) throw taken(code, owner.promotionId)
    await codes.update(code, (now) => {
      if (now.kind !== 'shared' || now.promotionId !== owner.promotionId)
        throw taken(code, now.promotionId)
      return { next: own }
    })
  }

  async function isOrphan(code: string, owner: StoredCode) {
    if (owner.kind === 'single_use') return false
    if (clock().getTime() - Date.parse(owner.claimedAt) < orphanAfterMs) return false
    const promotion = await promotions.get(owner.promotionId)
    return !promotion || promotion.data.status === 'archived' || promotion.data.code !== code
  }

  return { claim }
}

function taken(code: string, promotionId: string) {
  return refuse('already_exists', `another promotion has the code ${code}`, {
    errors: [{ field: 'code', code: 'already_exists', message: 'it is taken' }],
    extensions: { promotionId },
  })
}
