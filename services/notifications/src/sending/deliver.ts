import type { Channel } from '@comptoir/contracts/notifications/schemas'
import type { Deliver } from './delivery.ts'
import { SendError } from './send-error.ts'

/** Sends each message by its channel. The inbox has its messages: nobody carries them. */
export const createDeliver =
  (deliveries: Readonly<Partial<Record<Channel, Deliver>>>): Deliver =>
  async (id, message) => {
    const deliver = deliveries[message.channel]
    if (!deliver) throw new SendError(`nobody sends ${message.channel}`, { permanent: true })
    return await deliver(id, message)
  }
