import { eraseGuestMessages } from '@comptoir/contracts/notifications/erasure-routes'
import { eraseGuestConversations } from '@comptoir/contracts/support/erasure-routes'
import { answer, clientTwin } from './client-twin.ts'
import type { Shop } from './shop.ts'

/** Support and notifications, as far as orders asks them to forget somebody. */
export function personTwins(shop: Shop) {
  const support = clientTwin('support', shop, [
    answer(eraseGuestConversations, ({ params: { emailKey }, query }) => {
      shop.calls.push(`forget conversations of ${emailKey} for ${query?.by}`)
      return undefined
    }),
  ])
  const notifications = clientTwin('notifications', shop, [
    answer(eraseGuestMessages, ({ params: { emailKey } }) => {
      shop.calls.push(`forget messages to ${emailKey}`)
      return undefined
    }),
  ])
  return { support, notifications }
}
