import { NewPassword } from '@comptoir/contracts/accounts/password'
import type { Document } from '@comptoir/dapr/documents/documents'
import { refuse } from '@comptoir/service/problems/refusal'
import { type Account, changeRoles, openAccount } from '../account/account.ts'
import type { Deps } from '../deps.ts'
import { noToken } from '../messages/account-messages.ts'
import { parseToken } from '../messages/one-time-tokens.ts'
import { checkPassword } from '../sign-in/passwords.ts'
import { authenticate } from '../sign-in/sign-in.ts'
import { isOpenTo, type StoredInvitation } from './invitation.ts'

type Given = {
  readonly token: string
  readonly password: string
  readonly firstName: string
  readonly lastName: string
  readonly ip: string
}

/**
 * Makes somebody who was invited one of the staff. The account comes first, by the email of the invitation, so a crash before
 * the invitation is closed leaves nothing that repeating it does not finish; then the invitation is used up, and whoever
 * finds it used or revoked meanwhile gets no role.
 */
export async function acceptInvitation(deps: Deps, given: Given): Promise<Document<Account>> {
  const { invitation, proof } = await openInvitationOf(deps, given.token)
  const { userId } = (await accountOf(deps, invitation, given)).data
  await deps.invitations.change(invitation.invitationId, (known) => {
    const isRepeated = known.status === 'accepted' && known.acceptedBy === userId
    if (!isRepeated && !isOpenTo(known, proof)) throw noToken()
    return { ...known, status: 'accepted', acceptedBy: userId }
  })
  return await giveRole(deps, userId, invitation.role)
}

async function openInvitationOf(deps: Deps, token: string) {
  const parsed = parseToken(token)
  const found = parsed && (await deps.invitations.collection.get(parsed.owner))
  const proof = { hash: parsed?.hash ?? '', at: deps.clock().toISOString() }
  if (!found || !isOpenTo(found.data, proof)) throw noToken()
  return { invitation: found.data, proof }
}

/** The account that has the email, by its password, or a new one with the password as its own. */
async function accountOf(
  deps: Deps,
  { email, locale }: StoredInvitation,
  { password, ip, firstName, lastName }: Given,
): Promise<Document<Account>> {
  if (await deps.accounts.byEmail(email)) return await authenticate(deps, { email, password, ip })
  const chosen = NewPassword.safeParse(password)
  if (!chosen.success) {
    const message = chosen.error.issues[0]?.message ?? 'not a password'
    const errors = [{ field: 'password', code: 'invalid_password', message }]
    throw refuse('invalid_request', message, { errors })
  }
  await checkPassword(chosen.data, { email, isBreached: deps.isBreached })
  const at = deps.clock().toISOString()
  const account = openAccount({
    ...{ email, locale, firstName, lastName, createdAt: at },
    userId: deps.newId('usr'),
    passwordHash: await deps.passwords.hash(chosen.data, ip),
    roles: ['customer'],
    emailVerifiedAt: at,
  })
  return await deps.accounts.register(account)
}

async function giveRole(
  deps: Deps,
  userId: string,
  role: StoredInvitation['role'],
): Promise<Document<Account>> {
  const at = deps.clock().toISOString()
  const changed = await deps.accounts.change(userId, (account) => {
    const roles = [...account.roles, role, ...(role === 'admin' ? (['staff'] as const) : [])]
    // nobody loses a role here: the number of admins plays no part
    return changeRoles(account, { roles, adminCount: 2, at })
  })
  await deps.revocations.revoke(userId, changed.data.tokenVersion)
  return changed
}
