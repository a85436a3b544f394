import { NewPassword } from '@comptoir/contracts/accounts/password'
import type { Document } from '@comptoir/dapr/documents/documents'
import { refuse } from '@comptoir/service/problems/refusal'
import { type Account, changeRoles, openAccount } from '../account/account.ts'
import type { Deps } from '../deps.ts'
import { noToken } from '../messages/account-messages.ts'
import { parseToken } from '../messages/one-time-tokens.ts'
import { checkPassword } from '../sign-in/passwords.ts'
import { authenticate } from '../sign-in/sign-in.ts'
import { isOpenTo, isUnfinishedBy, type StoredInvitation } from './invitation.ts'

type Given = {
  readonly token: string
  readonly password: string
  readonly firstName: string
  readonly lastName: string
  readonly ip: string
}

/**
 * Makes somebody who was invited one of the staff. The account comes first, by the email of the invitation; then the invitation is
 * used up, and whoever finds it used or revoked meanwhile gets no role; then the account gets the role, once. Repeating it
 * finishes what a crash cut short.
 */
export async function acceptInvitation(deps: Deps, given: Given): Promise<Document<Account>> {
  const { invitation, proof } = await invitationOf(deps, given.token)
  const { data: account } = await accountOf(deps, invitation, given)
  await deps.invitations.change(invitation.invitationId, (known) => {
    if (isUnfinishedBy(known, proof, account)) return known
    if (!isOpenTo(known, proof)) throw noToken()
    return { ...known, status: 'accepted', acceptedBy: account.userId, acceptedAt: proof.at }
  })
  return await giveRole(deps, account.userId, invitation)
}

async function invitationOf(deps: Deps, token: string) {
  const parsed = parseToken(token)
  const found = parsed && (await deps.invitations.collection.get(parsed.owner))
  if (!parsed || !found) throw noToken()
  const { data: invitation } = found
  const proof = { hash: parsed.hash, at: deps.clock().toISOString() }
  if (isOpenTo(invitation, proof)) return { invitation, proof }
  const account = await deps.accounts.byEmail(invitation.email)
  if (!isUnfinishedBy(invitation, proof, account?.data)) throw noToken()
  return { invitation, proof }
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
  { invitationId, role }: StoredInvitation,
): Promise<Document<Account>> {
  const at = deps.clock().toISOString()
  const changed = await deps.accounts.change(userId, (account) => {
    const accepted = account.acceptedInvitations ?? []
    // a role that was taken away since is not given again
    if (accepted.includes(invitationId)) return account
    const roles = [...account.roles, role, ...(role === 'admin' ? (['staff'] as const) : [])]
    // nobody loses a role here: the number of admins plays no part
    const employed = changeRoles(account, { roles, adminCount: 2, at })
    return { ...employed, acceptedInvitations: [...accepted, invitationId] }
  })
  await deps.revocations.revoke(userId, changed.data.tokenVersion)
  return changed
}
