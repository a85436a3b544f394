import { erasedToken } from '@comptoir/contracts/erasure'
import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import { intentsOf } from './payment/intents.ts'
import { isUnsettled } from './payment/next-provider-work.ts'
import { type Payments, updateLive } from './payment/payment-store.ts'
import type { Change, Intent, LivePayment } from './payment/stored-payment.ts'

/** A deleted account: its payments stay for the books, without the token that stands for the person's card. */
export const erasePayments =
  (payments: Payments): Erase =>
  (userId) =>
    eraseEach({ collection: payments, index: 'byUser', key: userId }, ({ id }) =>
      updateLive(payments, id, eraseTokens),
    )

/** A payment that is not settled keeps its token, which the provider is still to be asked with, until it is. */
function eraseTokens(payment: LivePayment): Change {
  const intents = intentsOf(payment)
  const isErased = intents.every((intent) => intent.attempts.every(isTokenErased))
  if (isErased || isUnsettled(payment)) return undefined
  const further = payment.further?.map((intent) => ({ ...intent, attempts: withoutTokens(intent) }))
  const attempts = withoutTokens(payment)
  return { next: { ...payment, attempts, ...(further && { further }) } }
}

const isTokenErased = ({ token }: { readonly token: string }) => token === erasedToken

const withoutTokens = ({ attempts }: Pick<Intent, 'attempts'>) =>
  attempts.map((attempt) => ({ ...attempt, token: erasedToken }))
