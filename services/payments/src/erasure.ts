import { erasedToken } from '@comptoir/contracts/erasure'
import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import { isUnsettled } from './payment/next-provider-work.ts'
import type { Change, LivePayment } from './payment/payment.ts'
import { type Payments, updateLive } from './payment/payment-store.ts'

/** A deleted account: its payments stay for the books, without the token that stands for the person's card. */
export const erasePayments =
  (payments: Payments): Erase =>
  (userId) =>
    eraseEach({ collection: payments, index: 'byUser', key: userId }, ({ id }) =>
      updateLive(payments, id, eraseTokens),
    )

/** A payment that is not settled keeps its token, which the provider is still to be asked with, until it is. */
function eraseTokens(payment: LivePayment): Change {
  const isErased = payment.attempts.every(({ token }) => token === erasedToken)
  if (isErased || isUnsettled(payment)) return undefined
  const attempts = payment.attempts.map((attempt) => ({ ...attempt, token: erasedToken }))
  return { next: { ...payment, attempts } }
}
