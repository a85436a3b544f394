import { stateKeyOf } from '@comptoir/dapr/documents/document-keys'
import { createStatePort } from '@comptoir/dapr/documents/state-port'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMongoComponent } from '@comptoir/dapr/test/mongo-component'
import { describe, expect, it } from 'vitest'
import { beginning, type Told } from '../../../services/admin/src/audit/audit-entry.ts'
import { createAuditLog } from '../../../services/admin/src/audit/audit-entry-store.ts'
import { verifyChain } from '../../../services/admin/src/audit/verify-chain.ts'

const at = '2026-11-30T10:00:00.000Z'
/** What a pipeline of MongoDB would take for a field, an operator or a path. */
const texts = ['$price', '$$NOW', 'a.b', 'tab\t', 'bell\u0007', '\u2028', 'é漢🛒']
const told = (n: number, after: string): Told => ({
  ...{ entryId: `orders:orders/ord_${n}:2:1`, service: 'orders', at },
  action: {
    ...{ actionId: `act_${n}`, operation: 'AddOrderNote', change: 'changed', reason: after },
    actor: { userId: 'usr_staff', roles: ['staff'] },
    object: { collection: 'orders', id: `ord_${n}` },
    fields: [{ path: 'notes.0', before: '$before', after }],
  },
})

/** The audit log over a sidecar whose store writes as the MongoDB component does. */
async function logOn(type: string) {
  const state = createStatePort(createMongoComponent(), async () => ({ name: 'state', type }))
  const log = createAuditLog({ ...createMemoryStore('admin'), state })
  const entries = texts.map((text, n) => told(n + 1, text))
  for (const entry of entries) await log.append(entry)
  const verify = () => verifyChain(log, { service: 'orders', ...beginning })
  return { log, state, entries, verify }
}

describe('the audit log on MongoDB', () => {
  it('holds, whatever an entry says, and takes each once', async () => {
    const { log, entries, verify } = await logOn('state.mongodb')
    for (const entry of entries) await log.append(entry)
    expect(await verify()).toMatchObject({ sequence: texts.length, isComplete: true })
    expect(await verify()).not.toHaveProperty('fault')
    const { items } = await log.entries.list('chain', 'orders')
    expect(items.map(({ data }) => data.action.fields[0]?.after)).toEqual(texts)
  })

  it('does not hold once somebody edits what is stored', async () => {
    const { state, verify } = await logOn('state.mongodb')
    const key = stateKeyOf('audit-entries', told(3, '').entryId)
    const found = await state.read(key)
    const text = JSON.stringify(found?.value).replaceAll('usr_staff', 'usr_other')
    expect(await state.write({ key, value: JSON.parse(text), etag: found?.etag })).toBe(true)
    expect((await verify()).fault).toMatchObject({ sequence: 3 })
  })

  it('would not hold if documents were written there as they are elsewhere', async () => {
    const { verify } = await logOn('state.other')
    expect((await verify()).fault).toMatchObject({ sequence: 1 })
  })
})
