import type { AuditEntry } from '@comptoir/contracts/admin/audit'
import { auditedServices, staffActions, subscriptions } from '@comptoir/contracts/subscriptions'
import { appIds, isSite } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { type Asked, createAdminApp } from '../../test/admin-app.ts'
import { createAuditSubscribers } from '../subscribers.ts'
import type { Told } from './audit-entry.ts'

const put = 'PUT /api/settings/returns'

/** The app of admin that hears what it records itself, as it does by the broker. */
function createAudited() {
  const admin = createAdminApp()
  const { auditLog, store, ask } = admin
  const subscribers = createAuditSubscribers({ auditLog })

  async function hear(): Promise<void> {
    for (const { id, type, data, subject, time, aggregateversion: version } of store.recorded) {
      const own = subscribers.find(({ definition }) => definition.type === type)
      await own?.handle(data, { id, type, subject, time, version })
    }
  }
  const list = async (query = '', asked: Asked = { as: 'staff' }) => {
    const { status, body } = await ask(`GET /api/audit${query}`, asked)
    return { status, items: (body.items ?? []) as AuditEntry[], nextCursor: body.nextCursor }
  }
  const set = (days: number, asked: Asked = {}) => {
    const body = { values: { returnWindowDays: days }, reason: 'Christmas' }
    return ask(put, { as: 'admin', body, ...asked })
  }
  return { ...admin, hear, list, set }
}

/** Of thirty entries, what number n tells. */
function toldOf(n: number): Told {
  return {
    ...{ entryId: `catalog:${n}`, service: n % 2 ? 'catalog' : 'orders' },
    at: `2026-11-30T10:00:${String(n).padStart(2, '0')}.000Z`,
    action: {
      ...{ actionId: `act_${n}`, operation: n % 3 ? 'ReplaceProduct' : 'DeleteProduct' },
      actor: { userId: n % 5 ? 'usr_1' : 'usr_2', roles: ['staff'] },
      object: { collection: 'products', id: `prd_${n % 4}` },
      ...{ change: 'changed', fields: [{ path: 'stock', before: 1, after: n }] },
    },
  }
}

describe('the audit log of a service', () => {
  it('says who changed what, before, after and why', async () => {
    const { set, hear, list, store } = createAudited()
    await set(60)
    store.clock.nowMs += 1
    await set(90)
    await hear()
    await hear()
    const { items } = await list()
    expect(items).toHaveLength(2)
    expect(items[0]).toMatchObject({
      ...{ service: 'admin', sequence: 2, reason: 'Christmas' },
      action: {
        ...{ operation: 'ReplaceSettings', change: 'changed' },
        actor: { userId: 'usr_admin', roles: ['admin'] },
        object: { collection: 'settings', id: 'returns' },
        fields: [{ path: 'values.returnWindowDays', before: 60, after: 90 }],
      },
    })
    expect(items[0]?.action).not.toHaveProperty('reason')
    expect(items[0]).not.toHaveProperty('reasonSalt')
    expect(items[1]?.action.change).toBe('created')
  })

  it('takes the reason of a request from its header, in any letters', async () => {
    const { set, hear, list } = createAudited()
    await set(60, { headers: { 'audit-reason': encodeURIComponent('Noël') } })
    await hear()
    expect((await list()).items[0]?.reason).toBe('Noël')
  })

  it('has no entry of what was refused, failed or changed nothing', async () => {
    const { set, store } = createAudited()
    await set(60)
    expect((await set(60)).status).toBe(200)
    expect((await set(70, { headers: { 'if-match': '"9"' } })).status).toBe(412)
    expect((await set(-1)).status).toBe(400)
    expect((await set(70, { as: 'staff' })).status).toBe(403)
    const write = store.state.write
    Object.assign(store.state, {
      write: async () => {
        throw new Error('the store is gone')
      },
    })
    expect((await set(70)).status).toBe(500)
    Object.assign(store.state, { write })
    expect(store.recorded).toHaveLength(1)
  })

  it('is read by who, what, when and object, by the page', async () => {
    const { auditLog, list } = createAudited()
    for (let n = 1; n <= 30; n++) await auditLog.append(toldOf(n))
    const found = async (query: string) =>
      (await list(query)).items.map(({ entryId }) => Number(entryId.split(':')[1]))
    expect(await found('?limit=3')).toEqual([30, 29, 28])
    expect(await found('?actor=usr_2')).toEqual([30, 25, 20, 15, 10, 5])
    expect(await found('?actor=usr_2&service=orders')).toEqual([30, 20, 10])
    expect(await found('?object=products/prd_1&operation=DeleteProduct')).toEqual([21, 9])
    expect(await found('?actionId=act_7')).toEqual([7])
    const from = encodeURIComponent('2026-11-30T11:00:28+01:00')
    expect(await found(`?from=${from}&to=2026-11-30T10:00:29Z`)).toEqual([29, 28])
    const first = await list('?service=orders&operation=DeleteProduct&limit=2')
    expect(first.items.map(({ sequence }) => sequence)).toEqual([15, 12])
    const next = `&cursor=${first.nextCursor}`
    const rest = await found(`?service=orders&operation=DeleteProduct&limit=5${next}`)
    expect(rest).toEqual([18, 12, 6])
  })

  it('is for staff to read, and for nobody to write', async () => {
    const { list, ask } = createAudited()
    for (const [as, status] of [
      ['customer', 403],
      ['support', 403],
      ['admin', 200],
    ] as const)
      expect([as, (await list('', { as })).status]).toEqual([as, status])
    expect((await list('', {})).status).toBe(401)
    for (const method of ['PUT', 'POST', 'PATCH', 'DELETE'])
      expect((await ask(`${method} /api/audit`, { as: 'admin' })).status).toBe(405)
  })

  it('is verified over HTTP, of a service that records', async () => {
    const { set, hear, ask } = createAudited()
    await set(60)
    await hear()
    const verify = (query: string) => ask(`GET /api/audit/verification?${query}`, { as: 'staff' })
    const { body } = await verify('service=admin')
    expect(body).toMatchObject({ service: 'admin', sequence: 1, isComplete: true })
    expect((await verify(`service=admin&after=1&hash=${body.hash}`)).body).toEqual(body)
    expect((await verify('service=shoes')).body.errors[0].field).toBe('service')
  })
})

it('is of every service that keeps documents', () => {
  const keeping = appIds.filter((appId) => appId !== 'gateway' && !isSite(appId))
  expect(auditedServices.toSorted()).toEqual(keeping.toSorted())
  expect(subscriptions.admin).toEqual(expect.arrayContaining(staffActions))
})
