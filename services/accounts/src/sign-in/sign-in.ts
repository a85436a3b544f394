import type { Session } from '@comptoir/contracts/accounts/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { refuse } from '@comptoir/service/problems/refusal'
import { type Account, toProfile } from '../account/account.ts'
import { type Accounts, emailKey } from '../account/account-store.ts'
import type { SigningKeys } from '../keys/signing-keys.ts'
import type { Whence } from '../sessions/device.ts'
import type { OpenSession, Sessions } from '../sessions/session-store.ts'
import type { Attempts } from './attempts.ts'
import type { Passwords } from './passwords.ts'

export type SignInDeps = {
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly keys: SigningKeys
  readonly passwords: Passwords
  readonly attempts: Attempts
  readonly accessTokenSeconds: number
}

type Credentials = { readonly email: string; readonly password: string; readonly ip: string }

/** The account of these credentials. Unknown, deleted and wrong are the same answer, after the same time. */
export async function authenticate(
  { accounts, attempts, passwords }: SignInDeps,
  { email, password, ip }: Credentials,
): Promise<Document<Account>> {
  const found = await accounts.byEmail(email)
  const isRight = await attempts.run({ account: emailKey(email), ip }, () =>
    passwords.matches(password, found?.data.passwordHash, ip),
  )
  if (!isRight || !found) throw refuse('invalid_credentials')
  requireActive(found.data)
  if (!passwords.needsRehash(found.data.passwordHash)) return found
  const passwordHash = await passwords.hash(password, ip)
  return await accounts.change(found.id, (account) => ({ ...account, passwordHash }))
}

export function requireActive({ status }: Account): void {
  if (status === 'suspended') throw refuse('account_suspended')
  if (status === 'anonymised') throw refuse('invalid_credentials')
}

/** Opens a session for an account. */
export async function openSession(
  deps: SignInDeps,
  account: Document<Account>,
  from: Whence,
): Promise<Session> {
  return await answerSession(deps, account, await deps.sessions.open(account.id, from))
}

export async function answerSession(
  { keys, accessTokenSeconds }: SignInDeps,
  account: Document<Account>,
  { sessionId, refreshToken }: OpenSession,
): Promise<Session> {
  const { userId, roles, vendorId, tokenVersion } = account.data
  return {
    accessToken: await keys.sign({ userId, roles, vendorId, tokenVersion, sessionId }),
    tokenType: 'Bearer',
    expiresInSeconds: accessTokenSeconds,
    refreshToken,
    user: toProfile(account),
  }
}
