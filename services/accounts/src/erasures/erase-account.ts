import { countOpenOrders } from '@comptoir/contracts/orders/internal-routes'
import { refuse } from '@comptoir/service/problems/refusal'
import { type Account, anonymise } from '../account/account.ts'
import type { Deps } from '../deps.ts'
import { receiptOf, type StoredErasure } from './erasure-record.ts'

type Asked = Pick<StoredErasure, 'requestedBy' | 'by' | 'reason'>

/**
 * Takes the person out of an account, here at once and by its event in every service. Answers what reads the receipt when nobody
 * can sign in any more. Refuses with `open_orders`.
 */
export async function eraseAccount(deps: Deps, { userId, email }: Account, asked: Asked) {
  const { open } = await deps.orders(countOpenOrders, { params: { userId } })
  if (open > 0) throw refuse('open_orders', `${open} orders are open`, { extensions: { open } })
  const adminCount = await deps.accounts.count('role', 'admin')
  const at = deps.clock().toISOString()
  // before the record: the last admin stays, and a refusal leaves none
  const { data } = await deps.accounts.change(userId, (account) =>
    anonymise(account, { adminCount, at }),
  )
  const { data: erasure } = await deps.erasures.open({ ...asked, userId, at })
  await deps.revocations.revoke(userId, data.tokenVersion)
  await deps.sessions.closeAll(userId, 'account_deleted')
  await deps.accounts.freeEmail(email, userId)
  await deps.exports.forget(userId)
  return { receipt: deps.signed.sign(userId, 'erasure'), erasure: receiptOf(erasure) }
}
