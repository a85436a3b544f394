import { eraseGuest } from '@comptoir/contracts/accounts/internal-routes'
import type { Document } from '@comptoir/dapr/documents/documents'
import { eraseEach, nextErasureAt } from '@comptoir/dapr/documents/erasure'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import { settleAll } from '@comptoir/dapr/host/settle-all'
import type { Deps } from '../deps.ts'
import type { Draft } from '../drafts/stored-draft.ts'
import { eraseDrafts } from '../drafts/unattended-drafts.ts'
import type { GuestErasure } from './guest-erasure-store.ts'

type ErasureDeps = Pick<Deps, 'accounts' | 'clock' | 'drafts' | 'guestErasures' | 'orders'>

/**
 * Writes down that the guest with the email is to be erased, then removes the drafts for them and has the guest of each of their
 * orders erased; answers how many orders there are.
 */
export async function beginGuestErasure(
  deps: ErasureDeps,
  key: string,
  by: string,
): Promise<number> {
  const askedAtMs = deps.clock().getTime()
  const asked = { by, askedAtMs, nextAtMs: nextErasureAt(askedAtMs, askedAtMs) }
  await deps.guestErasures.upsert(key, () => ({ next: asked }))
  return await eraseByEmail(deps, key, asked)
}

/**
 * Erases the guests again whose turn it is: a draft or an order that a crash kept out of its index when they were erased is found by
 * then. It is repeated whenever the erasure is twice as old, for a day. What was made after it stays: who comes again is known again.
 */
export async function repeatGuestErasures(deps: ErasureDeps, signal?: AbortSignal): Promise<void> {
  const { guestErasures, clock } = deps
  const nowMs = clock().getTime()
  const due = { collection: guestErasures, index: 'due', key: 'all', max: nowMs }
  const repeatOne = async ({ id, data }: Document<GuestErasure>) => {
    await eraseByEmail(deps, id, data)
    const nextAtMs = nextErasureAt(data.askedAtMs, nowMs)
    await guestErasures.update(id, (known) =>
      known.askedAtMs === data.askedAtMs ? { next: { ...known, nextAtMs } } : undefined,
    )
  }
  await eraseEach(due, repeatOne, signal)
}

export function startGuestErasures(deps: ErasureDeps & Pick<Deps, 'log'>): Stop {
  const run = (signal: AbortSignal) => repeatGuestErasures(deps, signal)
  return repeat({ name: 'guest erasures', everyMs: 10_000, log: deps.log, run })
}

/** What fails does not keep the rest: an error is thrown at the end. A draft whose order is being made waits for the next time. */
async function eraseByEmail(
  { drafts, orders, accounts }: ErasureDeps,
  key: string,
  { by, askedAtMs }: GuestErasure,
): Promise<number> {
  const isBefore = (at: string) => Date.parse(at) <= askedAtMs
  let count = 0
  const isToGo = ({ status, createdAt }: Draft) => status !== 'placing' && isBefore(createdAt)
  const ofDrafts = eraseDrafts(drafts, `email:${key}`, isToGo)
  const ofOrders = eraseEach({ collection: orders, index: 'guestEmail', key }, async (order) => {
    if (!isBefore(order.data.placedAt)) return
    await accounts(eraseGuest, { params: { orderId: order.id }, query: { by } })
    count += 1
  })
  await settleAll([ofDrafts, ofOrders])
  return count
}
