import type { AuditEntry } from '@comptoir/contracts/admin/audit'
import { auditedServices } from '@comptoir/contracts/subscriptions'
import { beginning, verifyChain } from '../../audit/verify.ts'
import { reconcile } from '../../reconcile/run.ts'
import { UserError } from '../../runner/screen/user-error.ts'
import type { ShopApi } from '../../shop/shop-api.ts'
import { print, timed, waitFor } from '../telling.ts'
import type { Surroundings } from './surroundings.ts'

/** Staff read in the audit log what was done with an object: as many writes at least. */
export async function showAudit(staff: ShopApi, object: string, writes: number): Promise<void> {
  const { items } = await waitFor(`read the audit log about ${object}`, {
    read: () => staff<{ items: AuditEntry[] }>(`GET /api/audit?object=${object}`),
    until: (page) => page.items.length >= writes,
  })
  for (const { at, action } of items.toReversed())
    print(`${at.slice(11, 23)} ${action.operation} by ${action.actor.userId}`)
}

/** Computes the audit log's hashes again. */
export async function checkChains(staff: ShopApi): Promise<void> {
  await timed(async () => {
    for (const service of auditedServices) {
      const { sequence, fault } = await verifyChain(staff, service, beginning)
      if (fault) throw new UserError(`${service}: broken at ${fault.sequence}: ${fault.reason}`)
      print(`${service}: ${sequence} entries, the chain holds`)
    }
  }, 'verify the audit log')
}

const paymentDeadlineSeconds = 1_800

/** Holds the books against each other until nothing of the order is left that does not agree. */
export async function holdBooks(
  staff: ShopApi,
  { readLedger }: Surroundings,
  orderId: string,
): Promise<void> {
  const own = orderId.replace(/^ord_/, '')
  const limits = { graceSeconds: 0, paymentDeadlineSeconds }
  await waitFor('hold the books against each other', {
    read: async () => {
      const { discrepancies } = await reconcile({ shop: staff, readLedger }, limits, 500)
      return { body: discrepancies.filter((one) => JSON.stringify(one).includes(own)) }
    },
    until: ({ length }) => length === 0,
  })
  print('goods, money, papers, parcels and the ledger of the vendor agree')
}
