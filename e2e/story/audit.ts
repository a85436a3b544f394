import type { AuditEntry, ChainCheck } from '@comptoir/contracts/admin/audit'
import { auditedServices } from '@comptoir/contracts/subscriptions'
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
export async function expectChainsToHold({ api, staff }: Stage): Promise<void> {
  const check = async (service: string, after = 0, hash?: string): Promise<ChainCheck> => {
    const from = hash === undefined ? '' : `&hash=${hash}`
    const query = `service=${service}&after=${after}${from}`
    const { body } = await api<ChainCheck>(`GET /api/audit/verification?${query}`, { token: staff })
    if (body.fault || body.isComplete) return body
    return await check(service, body.sequence, body.hash)
  }
  for (const service of auditedServices) {
    const checked = await check(service)
    expect([service, checked.fault, checked.isComplete]).toEqual([service, undefined, true])
  }
}
