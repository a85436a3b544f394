import type { Channel } from '@comptoir/contracts/notifications/schemas'
import type { Suppressions } from '../suppression/suppression-store.ts'
import type { Deliver } from './delivery.ts'
import { SendError } from './send-error.ts'

type DeliverOptions = {
  /** The inbox has its messages: nobody carries them. */
  readonly deliveries: Readonly<Partial<Record<Channel, Deliver>>>
  readonly suppressions: Pick<Suppressions, 'find' | 'add'>
  readonly clock: () => Date
}

/** Sends each message by its channel, and none to an address that does not exist, or whose owner wants none. */
export const createDeliver =
  ({ deliveries, suppressions, clock }: DeliverOptions): Deliver =>
  async (id, message) => {
    const { channel, address } = message
    const deliver = deliveries[channel]
    if (!deliver) throw new SendError(`nobody sends ${channel}`, { permanent: true })
    // a browser is no address: one that is gone is forgotten
    const suppressed = channel === 'push' ? undefined : await suppressions.find(address)
    if (suppressed) return { ended: { status: 'suppressed', reason: suppressed.reason } }
    return await deliver(id, message).catch(async (error: unknown) => {
      const reason = error instanceof SendError ? error.suppress : undefined
      if (reason) await suppressions.add(address, { reason, at: clock().toISOString() })
      throw error
    })
  }
