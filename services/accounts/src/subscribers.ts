import { VendorApproved, VendorClosed, type VendorFact } from '@comptoir/contracts/admin/events'
import { walk } from '@comptoir/dapr/documents/walk'
import { type EventMeta, on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { Account } from './account/account.ts'
import type { Deps } from './deps.ts'
import { joinVendor, leaveVendor } from './vendors/vendor-access.ts'

type SubscriberDeps = Pick<Deps, 'accounts' | 'vendorAccess' | 'revocations' | 'clock'>

/**
 * Who applied for a vendor gets the role `vendor` with its approval, and everyone who works for it loses it when it is closed. Of two
 * events the one of the later version counts, in whatever order they come.
 */
export function createSubscribers(deps: SubscriberDeps): Subscriber[] {
  const { accounts, vendorAccess, revocations, clock } = deps

  async function change(userId: string, rule: (account: Account, at: string) => Account) {
    if (!(await accounts.get(userId))) return
    const at = clock().toISOString()
    const { data } = await accounts.change(userId, (account) => rule(account, at))
    await revocations.revoke(userId, data.tokenVersion)
  }

  async function settle({ vendorId, ownerId, status }: VendorFact, { version }: EventMeta) {
    const news = { ownerId, isOpen: status !== 'closed', version }
    const { data } = await vendorAccess.upsert(vendorId, (known) =>
      known && known.version >= version ? undefined : { next: news },
    )
    // an older event comes too late; the same one again finishes what a crash cut short
    if (data.version !== version) return
    if (!data.isOpen) return await dismissAll(vendorId)
    // an admin may have taken the role away since
    if (data.settled) return
    await change(ownerId, (account, at) => joinVendor(account, vendorId, at))
    await vendorAccess.update(vendorId, (known) =>
      known.version === version ? { next: { ...known, settled: true } } : undefined,
    )
  }

  async function dismissAll(vendorId: string): Promise<void> {
    for await (const { id } of walk({ collection: accounts, index: 'vendor', key: vendorId })) {
      await change(id, (account, at) => leaveVendor(account, vendorId, at))
    }
  }

  return [on(VendorApproved, settle), on(VendorClosed, settle)]
}
