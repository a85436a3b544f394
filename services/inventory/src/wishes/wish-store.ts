import { createHash } from 'node:crypto'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { forgottenAt, type Person, personKeyOf, StoredWish, type Wish } from './stock-wish.ts'

export type Wishes = Collection<Wish>

/** A year from its last change: whoever waits longer has bought elsewhere. */
const lifeSeconds = 365 * 86_400

/**
 * `waiting` and `told` are by SKU, first come first; `wanted` is all that wait, `unconfirmed` all that wait for their mail, by when they
 * are forgotten; `of` is what somebody has.
 */
export function createWishes(store: Store): Wishes {
  return createCollection(store, {
    ...{ name: 'stock-wishes', schema: StoredWish, ttlSeconds: lifeSeconds },
    indexes: {
      of: (wish) => [at(personKeyOf(wish.person), wish.createdAt)],
      waiting: (wish) => (wish.status === 'waiting' ? [at(wish.sku, wish.since)] : []),
      wanted: (wish) => (wish.status === 'waiting' ? [at('all', wish.since)] : []),
      told: (wish) => (wish.status === 'notified' ? [at(wish.sku, wish.notifiedAt)] : []),
      unconfirmed(wish) {
        const score = forgottenAt(wish)
        return score === undefined ? [] : [{ key: 'all', score }]
      },
    },
  })
}

const at = (key: string, instant: string) => ({ key, score: Date.parse(instant) })

/** One wish a person and SKU: its id follows from both. */
export function wishIdOf(sku: string, person: Person): string {
  const digest = createHash('sha256').update(JSON.stringify([sku, personKeyOf(person)]))
  return `wsh_${digest.digest('base64url').slice(0, 27)}`
}
