import { type AuditScope, noteEntries, runAudited } from '@comptoir/service/audit/audit-scope'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryStore } from '../../test/memory-store.ts'
import { createCollection } from '../documents/documents.ts'
import { Envelope } from '../documents/envelope.ts'
import { relayOnce } from '../outbox/crash-relay.ts'
import type { Audit } from './staff-action.ts'

const scope: AuditScope = {
  ...{ actionId: 'act_1', operation: 'RenameThing', reason: 'a test', isForStaff: true },
  actor: { userId: 'usr_staff', roles: ['staff'] },
}
const asStaff = <T>(act: () => Promise<T>, more: Partial<AuditScope> = {}) =>
  runAudited({ ...scope, ...more }, act)

const person = z.string().optional()
const Thing = z.object({ size: z.int(), userId: person, ownerId: person, customerId: person })

function things({ audit }: { audit?: Audit } = {}) {
  const store = createMemoryStore('orders')
  const collection = createCollection(store, {
    ...{ name: 'things', schema: Thing },
    ...(audit && { audit }),
  })
  const told = () => store.recorded.map(({ data }) => data)
  const stored = async (id: string) =>
    Envelope.parse((await store.state.read(`things:${id}`))?.value)
  return { store, collection, told, stored }
}

describe('what staff write', () => {
  it('leaves with the document, in the same write: who, why, before and after', async () => {
    const { store, collection, stored } = things()
    Object.assign(store, {
      publish: async () => {
        throw new Error('the broker is away')
      },
    })
    await asStaff(() => collection.create('t1', { size: 1 }))
    const { data, outbox } = await stored('t1')
    expect(data).toEqual({ size: 1 })
    expect(outbox).toMatchObject([
      {
        ...{ id: 'things/t1:1:0', type: 'comptoir.orders.staff-action-recorded.v1' },
        data: {
          ...{ actionId: 'act_1', operation: 'RenameThing', reason: 'a test', change: 'created' },
          ...{ actor: scope.actor, object: { collection: 'things', id: 't1' } },
          fields: [{ path: 'size', after: 1 }],
        },
      },
    ])
  })

  it('is told by the relay when the process ended before it could', async () => {
    const { store, collection, told } = things()
    const { publish } = store
    Object.assign(store, {
      publish: async () => {
        throw new Error('the broker is away')
      },
    })
    await asStaff(() => collection.create('t1', { size: 1 }))
    Object.assign(store, { publish })
    store.clock.nowMs += 60_000
    await relayOnce(store, [collection])
    await relayOnce(store, [collection])
    expect(told()).toMatchObject([{ fields: [{ path: 'size', after: 1 }] }])
  })

  it('is one entry of each document that became another one', async () => {
    const { collection, told } = things()
    await asStaff(async () => {
      await collection.create('t1', { size: 1 })
      await collection.create('t1', { size: 7 })
      await collection.update('t1', (thing) => ({ next: { ...thing } }))
      await collection.update('t1', () => undefined)
      await collection.upsert('t1', () => ({ next: { size: 2 } }))
      await collection.remove('t1')
      await collection.remove('t1')
    })
    expect(told()).toMatchObject([
      { change: 'created', fields: [{ path: 'size', after: 1 }] },
      { change: 'changed', fields: [{ path: 'size', before: 1, after: 2 }] },
      { change: 'removed', fields: [{ path: 'size', before: 2 }] },
    ])
  })

  it('is recorded once when two of them write the same document at once', async () => {
    const { store, collection, told } = things()
    const other = createCollection(store, { name: 'things', schema: Thing })
    await collection.create('t1', { size: 0 })
    const grow = (of: typeof collection) =>
      asStaff(() => of.update('t1', ({ size }) => ({ next: { size: size + 1 } })))
    await Promise.all([grow(collection), grow(other), grow(collection), grow(other)])
    const sizes = told().map((action) => (action as { fields: unknown[] }).fields)
    expect(sizes).toEqual([1, 2, 3, 4].map((n) => [{ path: 'size', before: n - 1, after: n }]))
  })

  it('of a document of somebody names whose it is', async () => {
    const { collection, told } = things()
    await asStaff(() => collection.create('t1', { size: 1, userId: 'usr_1' }))
    expect(told()).toMatchObject([{ personId: 'usr_1' }])
  })

  it.each(['ownerId', 'customerId'])(
    'of what names its person as `%s` is recorded as theirs, whoever the operation is for',
    async (field) => {
      const { collection, told } = things()
      const change = () => collection.create('t1', { size: 1, [field]: 'usr_1' })
      await asStaff(change, { isForStaff: false })
      expect(told()).toMatchObject([{ personId: 'usr_1' }])
    },
  )

  it('is not recorded of what they do as shoppers, but of what is somebody else’s', async () => {
    const { collection, told } = things()
    const asShopper = { isForStaff: false }
    await asStaff(() => collection.create('own', { size: 1, userId: 'usr_staff' }), asShopper)
    await asStaff(() => collection.create('of-nobody', { size: 1 }), asShopper)
    expect(told()).toEqual([])
    await asStaff(() => collection.create('other', { size: 1, userId: 'usr_2' }), asShopper)
    expect(told()).toHaveLength(1)
  })

  it('is not recorded of what follows from a document, of shoppers, and of what goes on afterwards', async () => {
    const { collection: claims, told: ofClaims } = things({ audit: 'none' })
    await asStaff(() => claims.create('t1', { size: 1 }))
    expect(ofClaims()).toEqual([])
    const { collection, told } = things()
    await collection.create('t1', { size: 1 })
    let goOn = () => {}
    const later = asStaff(async () => {
      const wait = new Promise<void>((done) => {
        goOn = done
      })
      return { done: wait.then(() => collection.create('t2', { size: 1 })) }
    })
    const { done } = await later
    goOn()
    await done
    noteEntries(1)
    expect(told()).toEqual([])
  })
})
