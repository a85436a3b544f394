import type { Document } from '@comptoir/dapr/documents/documents'
import type { User } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Account } from './account.ts'
import type { Accounts } from './account-store.ts'

/** The account of the signed-in user, whose token may have outlived it. */
export async function currentAccount(
  { accounts }: { accounts: Accounts },
  user: User,
): Promise<Document<Account>> {
  const found = await accounts.get(user.id)
  if (!found || found.data.status === 'anonymised') throw refuse('not_found', 'the account is gone')
  return found
}
