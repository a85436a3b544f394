import { isGuestId } from '@comptoir/contracts/ids'
import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import { walk } from '@comptoir/dapr/documents/walk'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import { settleAll } from '@comptoir/dapr/host/settle-all'
import { createOwnEmail } from '@comptoir/dapr/sidecar/own-email'
import type { Deps } from '../deps.ts'
import { type Drafts, removeDraft } from './draft-store.ts'
import { finishPlacing } from './place-draft.ts'
import type { Draft } from './stored-draft.ts'

type WatchDeps = Pick<Deps, 'drafts' | 'orders' | 'sagas' | 'clock' | 'log' | 'settings'>

const dayMs = 86_400_000
/** Whoever places a draft is done with it by then. */
const placingMs = 5_000

/** Stores orders whose placement a crash interrupted, and forgets drafts that nobody changed for long. */
export async function watchDrafts(deps: WatchDeps, signal?: AbortSignal): Promise<void> {
  const { drafts, clock, log, settings } = deps
  const { draftDays } = settings().orders
  const nowMs = clock().getTime()
  const logged = (draftId: string) => (error: unknown) =>
    void log.warn({ err: error, draftId }, 'the watch of a draft failed')
  const placing = { collection: drafts, index: 'placing', key: 'all', max: nowMs - placingMs }
  for await (const { id, data } of walk(placing)) {
    if (signal?.aborted) return
    await finishPlacing(deps, data).catch(logged(id))
  }
  const old = { collection: drafts, index: 'of', key: 'all', max: nowMs - draftDays * dayMs }
  for await (const { id } of walk(old)) {
    if (signal?.aborted) return
    const forgotten = { draftId: id, by: 'system', reason: 'forgotten' as const }
    await removeDraft(drafts, forgotten).catch(logged(id))
  }
}

export function startDraftWatch(deps: WatchDeps, everyMs: number): Stop {
  const run = (signal: AbortSignal) => watchDrafts(deps, signal)
  return repeat({ name: 'drafts', everyMs, log: deps.log, run })
}

/** A deleted account, or the email of a guest who is erased: the drafts for that person go, or those of them that are to go. */
export const eraseDrafts = (
  drafts: Drafts,
  customerKey: string,
  isToGo = (_: Draft): boolean => true,
): Promise<void> =>
  eraseEach({ collection: drafts, index: 'of', key: customerKey }, async ({ id, data }) => {
    if (isToGo(data)) await removeDraft(drafts, { draftId: id, by: 'system', reason: 'erased' })
  })

type HolderDeps = Pick<Deps, 'drafts' | 'accounts'>

/**
 * By what the drafts for the owner of an account are found: staff name the account, or the email, which then has to be proven to be
 * the account's. A guest has drafts by the email alone.
 */
export async function draftKeysOf(
  { accounts }: Pick<HolderDeps, 'accounts'>,
  userId: string,
): Promise<string[]> {
  if (isGuestId(userId)) return []
  const emailKey = await createOwnEmail(accounts)(userId)
  return [`user:${userId}`, ...(emailKey === undefined ? [] : [`email:${emailKey}`])]
}

async function eraseHeld(deps: HolderDeps, userId: string): Promise<void> {
  for (const key of await draftKeysOf(deps, userId)) await eraseDrafts(deps.drafts, key)
}

/** Both erasures of a deleted account: neither waits for the other, and what is left of the orders is told. */
export const eraseAlso =
  (erase: Erase, deps: HolderDeps): Erase =>
  async (userId) => {
    const [left] = await settleAll([erase(userId), eraseHeld(deps, userId)])
    return left
  }
