import type { AuditEntry } from '@comptoir/contracts/admin/audit'
import { auditedServices } from '@comptoir/contracts/subscriptions'
import { beginning, verifyChain } from '@comptoir/tools/audit/verify'
import { createShopApi } from '@comptoir/tools/shop/shop-api'
import { asStaff } from '@comptoir/tools/shop/staff-session'
import { expect } from 'vitest'
import { eventually } from '../src/api.ts'
import type { Stage } from './stage.ts'

/** An object with the operations that staff changed it by, oldest first. */
export type Handled = readonly [object: string, ...operations: string[]]

/** Staff find in the audit log all that they did, each once, by whom, and nothing of the person it was about. */
export async function expectRecorded(
  { api, staff }: Stage,
  handled: readonly Handled[],
  email: string,
): Promise<void> {
  const { body: me } = await api<{ userId: string }>('GET /api/me', { token: staff })
  for (const [object, ...operations] of handled) {
    const read = async () => {
      const { body } = await api<{ items: AuditEntry[] }>(`GET /api/audit?object=${object}`, {
        token: staff,
      })
      return body.items.toReversed()
    }
    const items = await eventually(
      `what was done with ${object}`,
      read,
      ({ length }) => length >= operations.length,
    )
    expect([object, ...items.map(({ action }) => action.operation)]).toEqual([
      object,
      ...operations,
    ])
    expect(new Set(items.map(({ action }) => action.actor.userId))).toEqual(new Set([me.userId]))
    expect(JSON.stringify(items)).not.toContain(email)
  }
}

/** The chain of every service holds, from its first entry to its last. */
export async function expectChainsToHold({ platform }: Stage): Promise<void> {
  const shop = asStaff(createShopApi(platform.gatewayUrl), platform.staff)
  for (const service of auditedServices) {
    const checked = await verifyChain(shop, service, beginning)
    expect([service, checked.fault, checked.isComplete]).toEqual([service, undefined, true])
  }
}
