import { UserDeleted } from '@comptoir/contracts/accounts'
import { erasedToken } from '@comptoir/contracts/erasure'
import { on, type Subscriber } from '@comptoir/dapr/subscriptions'
import { walk } from '@comptoir/dapr/walk'
import { isUnsettled } from './outstanding.ts'
import type { Payment } from './payment.ts'
import type { Payments } from './payment-store.ts'

/** A deleted account: its payments stay for the books, without the token that stands for the person's card. */
export function createErasure(payments: Payments): Subscriber {
  return on(UserDeleted, async ({ userId }) => {
    for await (const { id } of walk({ collection: payments, index: 'byUser', key: userId }))
      await payments.update(id, (payment) => {
        const next = eraseTokens(payment)
        return next === payment ? undefined : { next }
      })
  })
}

/** A payment that is not settled keeps its token, which the provider is still to be asked with. */
export function eraseTokens(payment: Payment): Payment {
  const isOpen: boolean = isUnsettled(payment)
  if (payment.status === 'never_created' || isOpen) return payment
  if (payment.attempts.every(({ token }) => token === erasedToken)) return payment
  const attempts = payment.attempts.map((attempt) => ({ ...attempt, token: erasedToken }))
  return { ...payment, attempts }
}
