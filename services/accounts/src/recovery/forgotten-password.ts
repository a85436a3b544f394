import type { Account } from '../account/account.ts'
import { emailKey } from '../account/account-store.ts'
import type { Deps } from '../deps.ts'
import { changeBy, redeem, tell } from '../messages/account-messages.ts'
import { useUp } from '../messages/message.ts'
import { endEverySession, settleEnd } from '../sessions/end-sessions.ts'
import { checkPassword } from '../sign-in/passwords.ts'

/** Has a link to a new password sent, when an active account has the email; three in a quarter of an hour. */
export async function askForReset(deps: Deps, email: string): Promise<void> {
  const found = await deps.accounts.byEmail(email)
  if (found?.data.status !== 'active') return
  if (!(await deps.requestLimits.mayMail('reset', emailKey(email)))) return
  const message = deps.tokens.prepare(found.id, 'reset_password', found.data.email)
  const at = deps.clock().toISOString()
  await deps.accounts.change(found.id, (account) => tell(account, message, at))
}

/**
 * Sets a new password by a token. One write uses the token up, changes the password and ends the sessions, so none of it
 * happens without the rest. The mail arrived, so the email is verified too.
 */
export async function resetPassword(
  deps: Deps,
  { token, newPassword, ip }: { token: string; newPassword: string; ip: string },
): Promise<void> {
  const redeemed = await redeem(deps, token, ['reset_password'])
  const { email } = redeemed.account.data
  await checkPassword(newPassword, { email, isBreached: deps.isBreached })
  const passwordHash = await deps.passwords.hash(newPassword, ip)
  const { at } = redeemed.proof
  const notice = deps.tokens.prepare(redeemed.account.id, 'password_changed', email)
  const { data } = await changeBy(deps, redeemed, (account) => {
    const verified = redeemed.message.email === account.email && !account.emailVerifiedAt
    const changed: Account = {
      ...endEverySession(account, at),
      passwordHash,
      messages: useUp(account.messages, 'reset_password'),
      ...(verified && { emailVerifiedAt: at }),
    }
    return tell(changed, notice, at)
  })
  await settleEnd(deps, data, 'password_reset')
}
