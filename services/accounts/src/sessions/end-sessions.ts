import { walk } from '@comptoir/dapr/documents/walk'
import { revokedForMs } from '@comptoir/dapr/host/revocations'
import { revokeTokens } from '../account/account.ts'
import type { Deps } from '../deps.ts'

type EndDeps = Pick<Deps, 'accounts' | 'sessions' | 'revocations' | 'clock'>

/** Ends every session of an account and voids its access tokens: tokens last, so no refresh in between leaves one. */
export async function endSessions(deps: EndDeps, userId: string, reason: string): Promise<void> {
  const { accounts, sessions, clock } = deps
  await sessions.closeAll(userId, reason)
  const at = clock().toISOString()
  const { data } = await accounts.change(userId, (account) => revokeTokens(account, at))
  await deps.revocations.revoke(userId, data.tokenVersion)
}

/** Says again which tokens are void: after a crash between an account and its revocation, or a loss of their list. */
export async function repeatRevocations({ accounts, revocations, clock }: EndDeps): Promise<void> {
  const min = clock().getTime() - revokedForMs
  for await (const { data } of walk({ collection: accounts, index: 'revoked', key: 'all', min }))
    await revocations.revoke(data.userId, data.tokenVersion)
}
