import { erasedToken } from '@comptoir/contracts/erasure'
import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import { isUnsettled } from './payment/next-provider-work.ts'
import type { Payment } from './payment/payment.ts'
import type { Payments } from './payment/payment-store.ts'

/** A deleted account: its payments stay for the books, without the token that stands for the person's card. */
export const erasePayments =
  (payments: Payments): Erase =>
  (userId) =>
    eraseEach({ collection: payments, index: 'byUser', key: userId }, ({ id }) =>
      payments.update(id, (payment) => {
        const next = eraseTokens(payment)
        return next === payment ? undefined : { next }
      }),
    )

/** A payment that is not settled keeps its token, which the provider is still to be asked with, until it is. */
export function eraseTokens(payment: Payment): Payment {
  if (payment.status === 'never_created' || isUnsettled(payment)) return payment
  if (payment.attempts.every(({ token }) => token === erasedToken)) return payment
  const attempts = payment.attempts.map((attempt) => ({ ...attempt, token: erasedToken }))
  return { ...payment, attempts }
}
