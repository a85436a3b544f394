import { UserDeleted } from '@comptoir/contracts/accounts/events'
import { z } from 'zod'
import { on, type Subscriber } from '../events/subscriptions.ts'
import { repeat, type Stop } from '../host/background.ts'
import type { AnyCollection } from '../outbox/crash-relay.ts'
import { createCollection, type Document } from './documents.ts'
import type { Store } from './store.ts'
import { type Walk, walk } from './walk.ts'

/**
 * Removes a user from every document of a service. It runs many times: documents without them are left unchanged. `{ left }`
 * says how many still name the person (an order that is open): while there are some, the erasure is not confirmed.
 */
export type Erase = (userId: string) => Promise<unknown>

/** Tells accounts that a user is erased here. */
export type ConfirmErasure = (userId: string) => Promise<unknown>

export type Erasure = {
  readonly subscriber: Subscriber
  readonly collection: AnyCollection
  /** Writes down that a user is to be erased, then does it. */
  begin(userId: string): Promise<void>
  /** Erases again, for every deleted user whose turn it is. Throws the last error, once all had their turn. */
  repeatDue(signal?: AbortSignal): Promise<void>
  start(): Stop
}

const Deletion = z.object({
  deletedAtMs: z.int(),
  eraseAtMs: z.int(),
  confirmedAtMs: z.int().optional(),
})
const soonestMs = 10_000
const latestMs = 24 * 3_600_000

/**
 * Erases a user when their account is deleted, and repeats it: data stored later (an order that was being placed, a late
 * or replayed event) is erased too. The erasure is recorded before it runs. It is repeated whenever the deletion is twice
 * as old, from 10 s to a day apart.
 * @example const erasure = createErasure(store, eraseOrders(orders))
 */
export function createErasure(
  store: Store,
  erase: Erase,
  confirm: ConfirmErasure = async () => undefined,
): Erasure {
  const deletions = createCollection(store, {
    name: 'deleted-users',
    audit: 'none',
    schema: Deletion,
    indexes: { due: ({ eraseAtMs }) => [{ key: 'all', score: eraseAtMs }] },
  })

  async function begin(userId: string): Promise<void> {
    const deletedAtMs = store.now()
    const eraseAtMs = nextErasureAt(deletedAtMs, deletedAtMs)
    await deletions.create(userId, { deletedAtMs, eraseAtMs })
    await eraseOnce(userId)
  }

  /** The first time that nothing is left is confirmed. */
  async function eraseOnce(userId: string): Promise<void> {
    if (leftOf(await erase(userId)) > 0) return
    if ((await deletions.get(userId))?.data.confirmedAtMs !== undefined) return
    await confirm(userId)
    const confirmedAtMs = store.now()
    await deletions.update(userId, (known) => ({ next: { ...known, confirmedAtMs } }))
  }

  async function eraseAgain({ id, data }: Document<z.infer<typeof Deletion>>): Promise<void> {
    const startedMs = store.now()
    await eraseOnce(id)
    const eraseAtMs = nextErasureAt(data.deletedAtMs, startedMs)
    await deletions.update(id, (known) =>
      known.eraseAtMs < eraseAtMs ? { next: { ...known, eraseAtMs } } : undefined,
    )
  }

  async function repeatDue(signal?: AbortSignal): Promise<void> {
    const due = { collection: deletions, index: 'due', key: 'all', max: store.now() }
    await eraseEach(due, eraseAgain, signal)
  }

  return {
    collection: deletions,
    repeatDue,
    begin,
    subscriber: on(UserDeleted, ({ userId }) => begin(userId)),
    start: () =>
      repeat({ name: 'erasure', everyMs: soonestMs, log: store.log, run: (s) => repeatDue(s) }),
  }
}

function leftOf(erased: unknown): number {
  const said = z.object({ left: z.int() }).safeParse(erased)
  return said.success ? said.data.left : 0
}

/**
 * When an erasure of now is repeated: when it is twice as old, from 10 s to a day apart.
 * @example nextErasureAt(askedAtMs, askedAtMs) // 10 s later
 */
export const nextErasureAt = (askedAtMs: number, nowMs: number): number =>
  nowMs + Math.min(latestMs, Math.max(soonestMs, nowMs - askedAtMs))

/**
 * Changes each document of a walk. A failure does not stop the others, a signal does; the last error is thrown at the end.
 * @example await eraseEach({ collection: orders, index: 'of', key: `user:${userId}` }, ({ id }) => orders.change(id, eraseCustomer))
 */
export async function eraseEach<T>(
  documents: Walk<T>,
  change: (document: Document<T>) => Promise<unknown>,
  signal?: AbortSignal,
): Promise<void> {
  const errors: unknown[] = []
  for await (const document of walk(documents)) {
    if (signal?.aborted) break
    await change(document).catch((error: unknown) => errors.push(error))
  }
  if (errors.length > 0) throw errors.at(-1)
}
