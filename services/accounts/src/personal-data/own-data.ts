import type { PersonalRecord } from '@comptoir/contracts/accounts/internal-routes'
import { walk } from '@comptoir/dapr/documents/walk'
import type { Deps } from '../deps.ts'

/** What accounts holds of a user: all of the account but what proves who they are, and its sessions. */
export async function ownDataOf(
  { accounts, sessions }: Pick<Deps, 'accounts' | 'sessions'>,
  userId: string,
): Promise<PersonalRecord[]> {
  const account = await accounts.get(userId)
  if (!account) return []
  const { passwordHash: _secret, messages, ...rest } = account.data
  const mails = messages?.map(({ hash: _hash, ...mail }) => mail)
  const records: PersonalRecord[] = [
    { kind: 'account', id: userId, data: { ...rest, ...(mails && { messages: mails }) } },
  ]
  const { collection } = sessions
  for await (const { id, data } of walk({ collection, index: 'user', key: userId })) {
    const { key: _key, tokens: _tokens, ...session } = data
    records.push({ kind: 'session', id, data: session })
  }
  return records
}
