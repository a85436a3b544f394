import { newEvent } from '@comptoir/contracts/event'
import { PromotionChanged } from '@comptoir/contracts/promotions/events'
import type { PromotionInput } from '@comptoir/contracts/promotions/promotion'
import type { Document, UpdateOptions } from '@comptoir/dapr/documents/documents'
import type { SharedCodes } from '../codes/shared-codes.ts'
import type { PromotionMemory } from '../memory/promotion-memory.ts'
import { changeOf, changePromotion, draftPromotion, type Promotion } from './promotion.ts'
import type { Promotions } from './promotion-store.ts'

type CommandDeps = {
  readonly promotions: Promotions
  readonly sharedCodes: SharedCodes
  readonly memory: PromotionMemory
  readonly clock: () => Date
  readonly newId: () => string
}

export type PromotionCommands = ReturnType<typeof createPromotionCommands>

/** Writes promotions: the code first, then the document, then this replica's memory. */
export function createPromotionCommands(deps: CommandDeps) {
  const { promotions, sharedCodes, memory, clock, newId } = deps
  const now = () => clock().toISOString()

  async function change(
    promotionId: string,
    rule: (promotion: Promotion, now: string) => Promotion,
    check: UpdateOptions,
  ): Promise<Document<Promotion>> {
    const document = await promotions.update(
      promotionId,
      (promotion) => changeOf(promotionId, promotion, rule(promotion, now())),
      check,
    )
    memory.put(document)
    return document
  }

  return {
    change,
    /** Under an id that the caller derives, it is made once. */
    async create(input: PromotionInput, promotionId = newId()): Promise<Document<Promotion>> {
      const promotion = draftPromotion(input, now())
      if (input.code !== undefined) await sharedCodes.claim(input.code, promotionId)
      const event = newEvent(PromotionChanged, { promotionId })
      const { document } = await promotions.create(promotionId, promotion, [event])
      memory.put(document)
      return document
    },
    async replace(promotionId: string, input: PromotionInput, check: UpdateOptions) {
      const rule = (promotion: Promotion) => changePromotion(promotion, input, now())
      const known = await promotions.get(promotionId)
      if (known) rule(known.data)
      if (known && input.code !== undefined && known.data.code !== input.code) {
        await sharedCodes.claim(input.code, promotionId)
      }
      return await change(promotionId, rule, check)
    },
  }
}
