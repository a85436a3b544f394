import { emailKeyOf } from '@comptoir/contracts/email'
import { isGuestId } from '@comptoir/contracts/ids'
import {
  OrderCancelled,
  OrderConfirmed,
  OrderExpired,
  OrderRejected,
} from '@comptoir/contracts/orders/events'
import { PromotionChanged } from '@comptoir/contracts/promotions/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { Logger } from '@comptoir/service/observability/log'
import type { Buyers } from './customers/buyers.ts'
import type { Freshness } from './memory/follow-changes.ts'
import type { SavingDeps } from './redemption/document-saving.ts'
import { confirmUses, releaseUses } from './redemption/order-facts.ts'

type SubscriberDeps = SavingDeps & { readonly buyers: Buyers; readonly log: Logger }

/**
 * What events of other services do here. A handler may run twice and out of order. Redemptions are steps of the order saga:
 * events do what a saga did not come to.
 */
export function createSubscribers({ buyers, log, ...uses }: SubscriberDeps): Subscriber[] {
  const release = ({ orderId }: { readonly orderId: string }) => releaseUses(uses, orderId)
  return [
    on(OrderConfirmed, async (order) => {
      const { userId, orderId, email, confirmedAt } = order
      const emailKey = emailKeyOf(email)
      await buyers.add({ userId, emailKey, orderId, orderedAt: confirmedAt })
      const redeemer = isGuestId(userId) ? emailKey : userId
      const status = await confirmUses(uses, { ...order, userId: redeemer })
      if (status && status !== 'confirmed')
        log.error({ orderId, status }, 'a confirmed order does not have its promotions')
    }),
    on(OrderRejected, release),
    on(OrderExpired, release),
    on(OrderCancelled, release),
  ]
}

/** What each replica does on a changed promotion: reads it again if it holds it older. */
export function createBroadcasts({ freshness }: { readonly freshness: Freshness }): Subscriber[] {
  return [
    on(PromotionChanged, ({ promotionId }, { version }) =>
      freshness.promotion(promotionId, version),
    ),
  ]
}
