import { isGuestId, orderIdOf } from '@comptoir/contracts/ids'
import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import type { Agents } from './agents/agents.ts'
import type { Removal } from './ending/remove-conversation.ts'

type Erasing = { readonly removal: Removal; readonly agents: Agents }

/**
 * A deleted account: its conversations go as a whole, since all of them is about the person. Of an order's guest, those that are about the
 * order. An agent loses the name that new answers would bear; what they wrote is the shop's.
 */
export const eraseConversations =
  ({ removal, agents }: Erasing): Erase =>
  async (userId) => {
    const { conversations: collection } = removal
    const walk = isGuestId(userId)
      ? { collection, index: 'ofOrder', key: orderIdOf(userId) }
      : { collection, index: 'ofCustomer', key: userId }
    await eraseEach(walk, async ({ id, data }) => {
      if (!isGuestId(userId) || data.guest) await removal.remove(id)
    })
    await agents.collection.remove(userId)
  }
