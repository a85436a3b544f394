import type { ServiceDeps } from '@comptoir/service/app'
import type { Buyers } from './customers/buyers.ts'
import type { PromotionMemory } from './memory/promotion-memory.ts'
import type { PromotionCommands } from './promotion/promotion-commands.ts'
import type { Promotions } from './promotion/promotion-store.ts'

export type Deps = ServiceDeps & {
  readonly promotions: Promotions
  readonly commands: PromotionCommands
  readonly promotionMemory: PromotionMemory
  readonly buyers: Buyers
  readonly clock: () => Date
}
