import { walk } from '@comptoir/dapr/documents/walk'
import { revokedForMs } from '@comptoir/dapr/host/revocations'
import { type Account, revokeTokens } from '../account/account.ts'
import type { Deps } from '../deps.ts'

type EndDeps = Pick<Deps, 'accounts' | 'sessions' | 'revocations' | 'clock'>

/** Ends every session of an account by the account itself: those of before are refused, whatever their documents say. */
export const endEverySession = (account: Account, at: string): Account => ({
  ...revokeTokens(account, at),
  sessionsEndedAt: at,
})

/** Says everywhere what the account says of its sessions and tokens. */
export async function settleEnd(
  { sessions, revocations }: Pick<EndDeps, 'sessions' | 'revocations'>,
  { userId, tokenVersion }: Account,
  reason: string,
): Promise<void> {
  await revocations.revoke(userId, tokenVersion)
  await sessions.closeAll(userId, reason)
}

/** Ends every session of an account and voids its access tokens. */
export async function endSessions(deps: EndDeps, userId: string, reason: string): Promise<void> {
  const at = deps.clock().toISOString()
  const { data } = await deps.accounts.change(userId, (account) => endEverySession(account, at))
  await settleEnd(deps, data, reason)
}

/**
 * Ends one session and voids the access tokens that were given until then. The session goes first: none is given by it afterwards.
 * Repeating it finishes what a crash cut short, and is otherwise without effect.
 */
export async function endSession(deps: EndDeps, sessionId: string): Promise<void> {
  await deps.sessions.end(sessionId, 'ended_by_user')
  const ended = (await deps.sessions.collection.get(sessionId))?.data
  const endedAt = ended?.revoked?.at
  if (!ended || endedAt === undefined) return
  const at = deps.clock().toISOString()
  const { data } = await deps.accounts.change(ended.userId, (account) =>
    (account.tokensRevokedAt ?? '') >= endedAt ? account : revokeTokens(account, at),
  )
  await deps.revocations.revoke(data.userId, data.tokenVersion)
}

/** Says again which tokens are void: after a crash between an account and its revocation, or a loss of their list. */
export async function repeatRevocations({ accounts, revocations, clock }: EndDeps): Promise<void> {
  const min = clock().getTime() - revokedForMs
  for await (const { data } of walk({ collection: accounts, index: 'revoked', key: 'all', min }))
    await revocations.revoke(data.userId, data.tokenVersion)
}
