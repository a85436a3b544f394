import { stateKeyOf } from '@comptoir/dapr/documents/document-keys'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { describe, expect, it } from 'vitest'
import { beginning, canonicalJson, hashOf, type StoredEntry, type Told } from './audit-entry.ts'
import { createAuditLog } from './audit-entry-store.ts'
import { collectActions, eraseReasons } from './persons.ts'
import { verifyChain } from './verify-chain.ts'

const at = '2026-11-30T10:00:00.000Z'
const told = (n: number, service = 'orders'): Told => ({
  ...{ entryId: `${service}:orders/ord_${n}:2:1`, service, at },
  action: {
    ...{ actionId: `act_${n}`, operation: 'AddOrderNote', change: 'changed' },
    actor: { userId: 'usr_staff', roles: ['staff'] },
    ...{ reason: `Mrs Durand called, ${n}`, personId: 'usr_1' },
    object: { collection: 'orders', id: `ord_${n}` },
    fields: [{ path: 'tags.0', after: 'gift' }],
  },
})

async function logOf(count: number) {
  const store = createMemoryStore('admin')
  const log = createAuditLog(store)
  for (let n = 1; n <= count; n++) await log.append(told(n))

  /** Edits what is stored behind the back of the service. */
  async function tamper(n: number, edit: (entry: StoredEntry) => unknown): Promise<void> {
    const key = stateKeyOf('audit-entries', told(n).entryId)
    const found = await store.state.read(key)
    if (!found) throw new Error(key)
    const value = found.value as { data: StoredEntry }
    const edited = { ...value, data: edit(value.data) }
    await store.state.write({ key, etag: found.etag, value: edited })
  }
  const verify = (from = beginning as { sequence: number; hash: string }, service = 'orders') =>
    verifyChain(log, { service, ...from })
  return { log, store, tamper, verify }
}
const renamed = (entry: StoredEntry): StoredEntry => ({
  ...entry,
  action: { ...entry.action, actor: { userId: 'usr_other', roles: [] } },
})

describe('the audit log', () => {
  it('is a chain for each service, whose entries name the one before', async () => {
    const { log, verify } = await logOf(2)
    await log.append(told(1, 'catalog'))
    const chain = (await log.entries.list('chain', 'orders')).items.map(({ data }) => data)
    expect(chain.map(({ sequence }) => sequence)).toEqual([1, 2])
    expect(chain[1]?.previousHash).toBe(chain[0]?.hash)
    const end = { service: 'orders', sequence: 2, hash: chain[1]?.hash, isComplete: true }
    expect(await verify()).toEqual(end)
    expect(await verify({ sequence: 1, hash: chain[0]?.hash ?? '' })).toEqual(end)
  })

  it('takes an entry once, however often it comes, also of many replicas at once', async () => {
    const { log, store, verify } = await logOf(3)
    const replicas = [log, createAuditLog(store), createAuditLog(store)]
    const again = [1, 2, 3, 4, 5].flatMap((n) => replicas.map((one) => one.append(told(n))))
    await Promise.all(again)
    expect(await verify()).toEqual(expect.objectContaining({ sequence: 5, isComplete: true }))
    expect(await verify()).not.toHaveProperty('fault')
  })

  it('loses no entry when a process ends between the two writes', async () => {
    const { log, store, verify } = await logOf(2)
    await log.entries.remove(told(2).entryId)
    await createAuditLog(store).append(told(3))
    expect(await log.entries.get(told(2).entryId)).toBeDefined()
    const found = await verify()
    expect([found.sequence, found.fault]).toEqual([3, undefined])
  })

  it('is verified by the thousand: each stretch begins where the last one ended', async () => {
    const { verify } = await logOf(1_005)
    const first = await verify()
    expect([first.sequence, first.isComplete, first.fault]).toEqual([1_000, false, undefined])
    const rest = await verify(first)
    expect([rest.sequence, rest.isComplete, rest.fault]).toEqual([1_005, true, undefined])
  })
})

describe('the chain does not hold once somebody', () => {
  it.each<[string, (entry: StoredEntry) => unknown, number]>([
    ['edits an entry', renamed, 2],
    [
      'computes its hash anew as well',
      (one) => ({ ...renamed(one), hash: hashOf(renamed(one)) }),
      3,
    ],
    ['writes what cannot be read', () => 'nothing', 2],
    ['edits a reason', (one) => ({ ...one, reason: 'no reason' }), 2],
    ['takes a reason away', ({ reason: _, ...rest }) => rest, 2],
  ])('%s', async (_what, edit, sequence) => {
    const { tamper, verify } = await logOf(3)
    await tamper(2, edit)
    expect((await verify()).fault).toMatchObject({ sequence })
  })

  it('removes an entry, or the last one with what it is told by', async () => {
    const { log, verify } = await logOf(3)
    await log.entries.remove(told(2).entryId)
    expect((await verify()).fault).toEqual({ sequence: 2, reason: 'an entry is missing' })
    const other = await logOf(3)
    const end = await other.verify()
    await other.log.entries.remove(told(3).entryId)
    const before = (await other.log.entries.get(told(2).entryId))?.data
    if (before) await other.log.chains.update('orders', () => ({ next: { last: before } }))
    expect((await other.verify()).fault).toBeUndefined()
    expect((await other.verify(end)).fault).toMatchObject({ sequence: 4 })
  })

  it('removes all of it', async () => {
    const { log, verify } = await logOf(2)
    await log.chains.remove('orders')
    expect((await verify()).fault).toMatchObject({ sequence: 3 })
    expect((await verify(beginning, 'catalog')).fault).toBeUndefined()
  })
})

it('forgets the reasons of a person who is erased, and still holds', async () => {
  const { log, verify } = await logOf(3)
  await log.append({ ...told(4), action: { ...told(4).action, personId: 'usr_2' } })
  const erase = eraseReasons(log, () => new Date(at))
  await erase('usr_1')
  await erase('usr_1')
  const { items } = await log.entries.list('chain', 'orders')
  expect(items.map(({ data }) => data.reasonErasedAt)).toEqual([at, at, at, undefined])
  expect(JSON.stringify(items.slice(0, 3))).not.toContain('Durand')
  await erase('usr_2')
  expect(JSON.stringify((await log.chains.get('orders'))?.data)).not.toContain('Durand')
  await log.append(told(5))
  const { sequence, fault } = await verify()
  expect([sequence, fault]).toEqual([5, undefined])
})

it('writes JSON in one form, whatever the order of its members', () => {
  const one = canonicalJson({ b: [1, { d: null, c: 'é' }], a: true, gone: undefined })
  expect(one).toBe(canonicalJson({ a: true, b: [1, { c: 'é', d: null }] }))
  expect(one).toBe('{"a":true,"b":[1,{"c":"é","d":null}]}')
})

it('tells a person what became of what is theirs, and not who of the staff did it', async () => {
  const log = createAuditLog(createMemoryStore('admin'))
  const { action, ...rest } = told(1)
  const fields = [
    { path: 'staff.entries.0.by', after: 'usr_other' },
    { path: 'decidedBy', before: 'usr_other' },
    { path: 'handler', after: 'usr_staff' },
    { path: 'tags.0', after: 'gift' },
  ]
  await log.append({ ...rest, action: { ...action, fields } })
  const records: unknown[] = []
  for await (const { data } of collectActions(log)('usr_1')) records.push(data)
  expect(records).toMatchObject([{ fields: [{ path: 'tags.0', after: 'gift' }] }])
  expect(JSON.stringify(records)).not.toMatch(/usr_(staff|other)/)
})
