import { walk } from '@comptoir/dapr/documents/walk'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import { isRefusal } from '@comptoir/service/problems/refusal'
import { type ApplyDeps, applyWithdrawal } from './apply-withdrawal.ts'
import type { Withdrawal } from './withdrawal.ts'

const dayMs = 86_400_000

/**
 * Applies what was confirmed and not applied yet: the process that confirmed it ended, or an order that was to be cancelled had
 * left. A cancel is looked at again until it is done. One that fails does not hold up the others.
 */
export async function applyOpenWithdrawals(deps: ApplyDeps, signal?: AbortSignal): Promise<void> {
  const { withdrawals, clock, log } = deps
  const open = {
    collection: withdrawals,
    index: 'open',
    key: 'all',
    max: clock().getTime() - 5_000,
  }
  for await (const { data } of walk(open)) {
    if (signal?.aborted) return
    if (data.status !== 'confirmed') continue
    const { withdrawalId } = data
    await applyWithdrawal(deps, data).catch((error: unknown) => {
      const level = isRefusal(error, 'conflict') ? 'info' : 'warn'
      log[level]({ err: error, withdrawalId }, 'a withdrawal will be applied later')
    })
  }
}

/** A declaration that nobody confirmed within a day is forgotten. */
export async function forgetDeclarations(deps: ApplyDeps, signal?: AbortSignal): Promise<void> {
  const { withdrawals, clock, log } = deps
  const declared = { collection: withdrawals, index: 'declared', key: 'all' }
  for await (const { id } of walk({ ...declared, max: clock().getTime() - dayMs })) {
    if (signal?.aborted) return
    // it may be confirmed at this very moment: then it stays
    await withdrawals.removeIf(id, isUnconfirmed).catch((error: unknown) => {
      log.warn({ err: error, withdrawalId: id }, 'a withdrawal will be forgotten later')
    })
  }
}

const isUnconfirmed = ({ status }: Withdrawal): boolean => status !== 'confirmed'

/** Looks for withdrawals that wait for their order, and for declarations that nobody confirms. */
export function startWithdrawalWatch(deps: ApplyDeps, everyMs: number): Stop {
  const run = async (signal: AbortSignal) => {
    await applyOpenWithdrawals(deps, signal)
    await forgetDeclarations(deps, signal)
  }
  return repeat({ name: 'withdrawals', everyMs, log: deps.log, run })
}
