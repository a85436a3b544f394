import { type CollectPersonalData, recordsOf } from '@comptoir/dapr/documents/personal-data'
import type { Payments } from './payment/payment-store.ts'
import { toPaymentIntent } from './payment/payment-view.ts'

/** The payments of a user, as they may see them. */
export const collectPayments = (payments: Payments): CollectPersonalData =>
  async function* collect(userId) {
    const all = { collection: payments, index: 'byUser', key: userId }
    yield* recordsOf('payment', all, ({ data }) =>
      data.status === 'never_created' ? undefined : toPaymentIntent(data),
    )
  }
