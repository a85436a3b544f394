import { refuse } from '@comptoir/service/problems/refusal'
import type { Account } from '../account/account.ts'
import { emailKey } from '../account/account-store.ts'
import type { Deps } from '../deps.ts'
import { changeBy, noToken, type Redeemed, redeem, tell } from '../messages/account-messages.ts'
import { type StoredMessage, useUp } from '../messages/message.ts'

/** Has the link that verifies the email of an account sent again. */
export async function askForVerification(deps: Deps, account: Account): Promise<void> {
  if (account.emailVerifiedAt) return
  await requireMay(deps, 'verify', account.email)
  const message = deps.tokens.prepare(account.userId, 'verify_email', account.email)
  const at = deps.clock().toISOString()
  await deps.accounts.change(account.userId, (known) => tell(known, message, at))
}

/**
 * Asks for another email: the one of now is told, the new one gets a link. An address that has an account gets none, and
 * the answer does not say so.
 */
export async function askForEmailChange(
  deps: Deps,
  { userId, email: before }: Account,
  wanted: string,
): Promise<void> {
  if (wanted === before) return
  await requireMay(deps, 'change', before)
  const isFree = (await deps.accounts.byEmail(wanted)) === undefined
  const mayMail = isFree && (await deps.requestLimits.mayMail('confirm', emailKey(wanted)))
  const notice = deps.tokens.prepare(userId, 'email_change_requested', before)
  const link = deps.tokens.prepare(userId, 'confirm_new_email', wanted)
  const at = deps.clock().toISOString()
  await deps.accounts.change(userId, (account) => {
    const told = tell(account, notice, at)
    return mayMail ? tell(told, link, at) : told
  })
}

async function requireMay(deps: Deps, kind: string, email: string): Promise<void> {
  if (!(await deps.requestLimits.mayMail(kind, emailKey(email))))
    throw refuse('rate_limited', 'a mail is on its way')
}

/** Confirms the email that a token was sent to: the account has it already, or has it from now on. */
export async function confirmEmail(deps: Deps, token: string): Promise<void> {
  const redeemed = await redeem(deps, token, ['verify_email', 'confirm_new_email'])
  if (redeemed.message.kind === 'confirm_new_email') return await moveEmail(deps, redeemed)
  await changeBy(deps, redeemed, (account) => {
    if (redeemed.message.email !== account.email) throw noToken()
    const messages = useUp(account.messages, 'verify_email')
    return { ...account, emailVerifiedAt: redeemed.proof.at, messages }
  })
}

/** The new email is claimed before the account has it, and the one before is free once it has not. Both are told. */
async function moveEmail(deps: Deps, redeemed: Redeemed): Promise<void> {
  const { account, message, proof } = redeemed
  const { email: before } = account.data
  await deps.accounts.claimForChange(message.email, account.id)
  const told = [before, message.email].map((email) =>
    deps.tokens.prepare(account.id, 'email_changed', email),
  )
  await changeBy(deps, redeemed, (known) =>
    withEmail(known, { before, message, told, at: proof.at }),
  )
  await deps.accounts.freeEmail(emailKey(before), account.id)
}

type Move = {
  readonly before: string
  readonly message: StoredMessage
  readonly told: readonly StoredMessage[]
  readonly at: string
}

/** Links that were sent to the address before end: whoever reads its mail has no part in the account any more. */
function withEmail(account: Account, { before, message, told, at }: Move): Account {
  if (account.email !== before) throw noToken()
  const messages = (['confirm_new_email', 'verify_email', 'reset_password'] as const).reduce(
    (kept, kind) => useUp(kept, kind),
    [...(account.messages ?? [])],
  )
  const moved: Account = { ...account, email: message.email, emailVerifiedAt: at, messages }
  return told.reduce((known, one) => tell(known, one, at), moved)
}
