import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'

const GuestErasure = z.object({ by: z.string(), askedAtMs: z.int(), nextAtMs: z.int() })
export type GuestErasure = z.infer<typeof GuestErasure>

const dayMs = 86_400_000

/** Guests who are to be erased, by the key of their email: each is looked for again while writes of before may still arrive. */
export function createGuestErasures(store: Store) {
  return createCollection<GuestErasure>(store, {
    ...{ name: 'guest-erasures', audit: 'none', schema: GuestErasure },
    ttlSeconds: (2 * dayMs) / 1_000,
    indexes: {
      due: ({ askedAtMs, nextAtMs }) =>
        nextAtMs - askedAtMs > dayMs ? [] : [{ key: 'all', score: nextAtMs }],
    },
  })
}
export type GuestErasures = ReturnType<typeof createGuestErasures>
