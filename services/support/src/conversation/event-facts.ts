import type { Conversation } from './conversation.ts'

/** What every event of a conversation says: ids and a time, no text. */
export const factsOfEvent = (
  conversationId: string,
  { customerId, orderId }: Conversation,
  at: string,
) => ({
  ...{ conversationId, at },
  ...(customerId !== undefined && { customerId }),
  ...(orderId !== undefined && { orderId }),
})
