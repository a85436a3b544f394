import type { IdempotencyDeps } from '@comptoir/dapr/leases/idempotency'
import type { ServiceDeps } from '@comptoir/service/app'
import type { FindByCode } from './codes/code-lookup.ts'
import type { CodeBatches, CodeRevocations, Codes } from './codes/code-store.ts'
import type { GuessLimit } from './codes/guess-limit.ts'
import type { RandomInt } from './codes/random-code.ts'
import type { HasOrdered } from './customers/earlier-orders.ts'
import type { PromotionMemory } from './memory/promotion-memory.ts'
import type { PromotionCommands } from './promotion/promotion-commands.ts'
import type { Promotions } from './promotion/promotion-store.ts'
import type { RedemptionDocuments } from './redemption/documents.ts'
import type { Redemptions } from './redemption/redemption-store.ts'

export type Deps = ServiceDeps &
  IdempotencyDeps & {
    readonly promotions: Promotions
    readonly commands: PromotionCommands
    readonly promotionMemory: PromotionMemory
    readonly hasOrdered: HasOrdered
    readonly redemptions: Redemptions
    readonly redemptionDocuments: RedemptionDocuments
    readonly codes: Codes
    readonly batches: CodeBatches
    readonly revocations: CodeRevocations
    readonly findByCode: FindByCode
    readonly guesses: GuessLimit
    readonly random: RandomInt
    readonly clock: () => Date
  }
