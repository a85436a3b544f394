import type { PromotionStatus } from '@comptoir/contracts/promotions/promotion'
import type { Document } from '@comptoir/dapr/documents/documents'
import { type Promotion, statusAt } from '../promotion/promotion.ts'

type PromotionDocument = Document<Promotion>
export type PromotionMemory = ReturnType<typeof createPromotionMemory>

/** A promotion that starts sooner counts as one that applies already: callers keep the answer for a shorter time. */
const soonMs = 60_000

/** All promotions in the memory of a replica: what carts and orders are answered from. */
export function createPromotionMemory() {
  const documents = new Map<string, PromotionDocument>()
  let derived: Derived | undefined

  /** Takes a version unless a newer one is held. */
  function put(document: PromotionDocument): void {
    if (versionOf(document.id) >= document.version) return
    documents.set(document.id, document)
    derived = undefined
  }

  const versionOf = (promotionId: string) => documents.get(promotionId)?.version ?? 0

  function current(): Derived {
    derived ??= deriveFrom([...documents.values()])
    return derived
  }

  return {
    put,
    versionOf,
    size: () => documents.size,
    find: (promotionId: string) => documents.get(promotionId),
    /** By the code that all shoppers may use, as it is stored. */
    withCode: (code: string) => current().byCode.get(code),
    /** Those without a code that are active. */
    automaticAt: (now: string) =>
      current().automatic.filter(({ data }) => statusAt(data, now) === 'active'),
    /** Whether any applies without a code now, or starts within a minute. */
    hasAutomatic(now: string): boolean {
      const soon = new Date(Date.parse(now) + soonMs).toISOString()
      return current().automatic.some(({ data }) =>
        [now, soon].some((moment) => statusAt(data, moment) === 'active'),
      )
    },
    /** Newest first; with a status, those that have it at this moment. */
    list: (now: string, status?: PromotionStatus) =>
      current().newestFirst.filter(
        ({ data }) => status === undefined || statusAt(data, now) === status,
      ),
  }
}

type Derived = {
  readonly newestFirst: readonly PromotionDocument[]
  readonly automatic: readonly PromotionDocument[]
  readonly byCode: ReadonlyMap<string, PromotionDocument>
}

function deriveFrom(documents: readonly PromotionDocument[]): Derived {
  const newestFirst = documents.toSorted(
    (a, b) => Date.parse(b.data.createdAt) - Date.parse(a.data.createdAt) || (a.id < b.id ? 1 : -1),
  )
  const automatic = documents.filter(
    ({ data }) => data.status === 'published' && data.activation === 'automatic',
  )
  const byCode = new Map<string, PromotionDocument>()
  for (const document of documents) {
    const { code, status } = document.data
    // a code is free again once its promotion is archived
    if (code !== undefined && status !== 'archived') byCode.set(code, document)
  }
  return { newestFirst, automatic, byCode }
}
