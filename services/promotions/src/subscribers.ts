import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { PromotionChanged } from '@comptoir/contracts/promotions/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { Buyers } from './customers/buyers.ts'
import type { Freshness } from './memory/follow-changes.ts'

/** What events of other services do here. A handler may run twice and out of order. */
export function createSubscribers({ buyers }: { readonly buyers: Buyers }): Subscriber[] {
  return [
    on(OrderConfirmed, ({ userId, orderId, confirmedAt }) =>
      buyers.add(userId, orderId, confirmedAt),
    ),
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
