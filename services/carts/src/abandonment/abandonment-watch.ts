import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { walk } from '@comptoir/dapr/documents/walk'
import { z } from 'zod'
import { cartLifeSeconds, type createCarts } from '../cart-store.ts'
import { abandoned, abandonmentIdOf } from './abandoned-cart.ts'

const StoredAbandonment = z.object({ cartId: z.string(), abandonedAt: z.iso.datetime() })
export type Abandonments = Collection<z.infer<typeof StoredAbandonment>>

/** That a cart was told as abandoned; its id says as what. It holds no person, and ends with the cart. */
export const createAbandonments = (store: Store): Abandonments =>
  createCollection(store, {
    ...{ name: 'cart-abandonments', schema: StoredAbandonment, ttlSeconds: cartLifeSeconds },
  })

export type AbandonmentOptions = {
  readonly carts: ReturnType<typeof createCarts>
  readonly abandonments: Abandonments
  readonly clock: () => Date
  /** How long nothing happens to a cart that is abandoned. */
  readonly afterMs: number
}

/** How far back a replica looks that begins to: what was abandoned while all were down is told, what is older is history. */
const lookBackMs = 24 * 3_600_000
/** Looked at twice, since indexes are behind documents by moments. */
const overlapMs = 10 * 60_000

/** Tells which carts were abandoned since it looked before. Any number of replicas may look: each cart is told once. */
export function createAbandonmentWatch(options: AbandonmentOptions) {
  const { carts, abandonments, clock, afterMs } = options
  let seen: number | undefined

  return async function look(signal?: AbortSignal): Promise<void> {
    const now = clock()
    const max = now.getTime() - afterMs
    const min = (seen ?? max - lookBackMs) - overlapMs
    const left = walk({ collection: carts, index: 'left', key: 'all', min, max })
    for await (const { id, data } of left) {
      if (signal?.aborted) return
      // an index may be older than its cart
      if (data.status !== 'active' || Date.parse(data.updatedAt) > max) continue
      const told = { cartId: id, abandonedAt: now.toISOString() }
      await abandonments.create(abandonmentIdOf(id, data), told, [abandoned(id, data)])
    }
    seen = max
  }
}
