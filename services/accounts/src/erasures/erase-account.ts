import type { ErasureReceipt } from '@comptoir/contracts/accounts/personal-data-routes'
import { countOpenOrders } from '@comptoir/contracts/orders/internal-routes'
import { walk } from '@comptoir/dapr/documents/walk'
import { refuse } from '@comptoir/service/problems/refusal'
import { type Account, anonymise, type Erasing } from '../account/account.ts'
import { emailKey } from '../account/account-store.ts'
import type { Deps } from '../deps.ts'
import { receiptOf } from './erasure-record.ts'

type Asked = Pick<Erasing, 'requestedBy' | 'by' | 'reason'>
type FinishDeps = Pick<Deps, 'accounts' | 'erasures' | 'sessions' | 'exports' | 'revocations'>

/**
 * Takes the person out of an account, here at once and by its event in every service. Answers what reads the receipt when nobody
 * can sign in any more. Repeating it finishes one that a crash cut short. Refuses with `open_orders`.
 */
export async function eraseAccount(deps: Deps, account: Account, asked: Asked) {
  const { userId } = account
  const erased = account.erasing ? account : await anonymiseAccount(deps, account, asked)
  const erasure = await finishErasure(deps, erased)
  return { receipt: deps.signed.sign(userId, 'erasure'), erasure }
}

async function anonymiseAccount(deps: Deps, account: Account, asked: Asked) {
  const { userId, email, emailVerifiedAt } = account
  const { open } = await deps.orders(countOpenOrders, { params: { userId } })
  if (open > 0) throw refuse('open_orders', `${open} orders are open`, { extensions: { open } })
  const adminCount = await deps.accounts.count('role', 'admin')
  const isVerified = emailVerifiedAt !== undefined
  const at = deps.clock().toISOString()
  const erasing = { ...asked, at, emailKey: emailKey(email), isVerified }
  const { data } = await deps.accounts.change(userId, (known) =>
    anonymise(known, { adminCount, erasing }),
  )
  return data
}

/**
 * What follows once the account names nobody: its tokens are void, there is a record for the services to confirm, its sessions,
 * email and exports go. The account says that it is under way until all is done, so that whoever repeats it finishes.
 */
async function finishErasure(
  deps: FinishDeps,
  { userId, tokenVersion, erasing }: Account,
): Promise<ErasureReceipt> {
  await deps.revocations.revoke(userId, tokenVersion)
  if (!erasing) throw refuse('transition_refused', 'the account was erased already')
  const { emailKey: key, isVerified, ...asked } = erasing
  const proven = isVerified ? { emailKey: digestOf(key) } : {}
  const { data } = await deps.erasures.open({ ...asked, ...proven, userId })
  await deps.sessions.closeAll(userId, 'account_deleted')
  await deps.accounts.freeEmail(key, userId)
  await deps.exports.forget(userId)
  await deps.accounts.change(userId, (known) => {
    const { erasing: done, ...rest } = known
    return done ? rest : known
  })
  return receiptOf(data)
}

/** As `emailKeyOf` of the email. */
const digestOf = (key: string): string => `eml_${key}`

/**
 * The digest of the email that an account proved to be its own, while it lives and until every service has erased it; none of
 * anybody else.
 */
export async function ownEmailKeyOf(
  { accounts, erasures }: Pick<Deps, 'accounts' | 'erasures'>,
  userId: string,
): Promise<string | undefined> {
  const account = (await accounts.get(userId))?.data
  if (account && account.status !== 'anonymised')
    return account.emailVerifiedAt ? digestOf(emailKey(account.email)) : undefined
  const { erasing } = account ?? {}
  if (erasing?.isVerified) return digestOf(erasing.emailKey)
  return (await erasures.get(userId))?.data.emailKey
}

/** Finishes what a crash cut short: the person can sign in no more to repeat it. */
export async function finishErasures(deps: FinishDeps): Promise<void> {
  const { accounts: collection } = deps
  let failure: unknown
  // one that fails does not hold up those behind it
  for await (const { data } of walk({ collection, index: 'erasing', key: 'all' })) {
    if (!data.erasing) continue
    await finishErasure(deps, data).catch((error: unknown) => {
      failure = error
    })
  }
  if (failure !== undefined) throw failure
}

/** Finishes the erasure of one account, so that a service which confirms it finds its record. */
export async function finishErasureOf(deps: FinishDeps, userId: string): Promise<void> {
  const account = await deps.accounts.get(userId)
  if (account?.data.erasing) await finishErasure(deps, account.data)
}
