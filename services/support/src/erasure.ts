import { isGuestId, orderIdOf } from '@comptoir/contracts/ids'
import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import type { OwnEmailKeyOf } from '@comptoir/dapr/sidecar/own-email'
import type { Agents } from './agents/agents.ts'
import { forgetMailsTo, isOfEmail } from './conversation/guest-email.ts'
import type { Removal } from './ending/remove-conversation.ts'

type Erasing = {
  readonly removal: Removal
  readonly agents: Agents
  readonly clock: () => Date
  readonly ownEmailKeyOf: OwnEmailKeyOf
}

/**
 * A deleted account: its conversations go as a whole, since all of them is about the person, and so do those that it had as a guest under
 * the email that it proved to be its own. Of an order's guest, those that are about the order. An agent loses the name that new answers
 * would bear; what they wrote is the shop's.
 */
export const eraseConversations =
  (deps: Erasing): Erase =>
  async (userId) => {
    const { removal, agents, ownEmailKeyOf } = deps
    const { conversations: collection } = removal
    const walk = isGuestId(userId)
      ? { collection, index: 'ofOrder', key: orderIdOf(userId) }
      : { collection, index: 'ofCustomer', key: userId }
    await eraseEach(walk, async ({ id, data }) => {
      if (!isGuestId(userId) || data.guest) await removal.remove(id)
    })
    await agents.collection.remove(userId)
    const emailKey = await ownEmailKeyOf(userId)
    if (emailKey !== undefined) await eraseEmail(deps, emailKey)
  }

/** What guests wrote under an email goes, and where others had a transcript sent to it, that it was. */
export async function eraseEmail(
  { removal, clock }: Pick<Erasing, 'removal' | 'clock'>,
  emailKey: string,
): Promise<void> {
  const { conversations: collection } = removal
  const ofEmail = { collection, index: 'ofEmail', key: emailKey }
  await eraseEach(ofEmail, async ({ id, data }) => {
    if (isOfEmail(data, emailKey)) return await removal.remove(id)
    return await collection.update(id, (conversation) => {
      const next = forgetMailsTo(conversation, { emailKey, at: clock().toISOString() })
      return next && { next }
    })
  })
}
