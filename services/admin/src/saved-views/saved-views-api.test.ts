import { savedViewLimits } from '@comptoir/contracts/admin/saved-views'
import { describe, expect, it } from 'vitest'
import { type Asked, createAdminApp } from '../../test/admin-app.ts'
import { collectViews, eraseViews } from './saved-view-store.ts'

const view = (over: object = {}) => ({
  name: 'To prepare',
  query: { status: 'confirmed' },
  ...over,
})

function createViews() {
  const admin = createAdminApp()
  const { ask } = admin
  let keys = 0
  const save = (asked: Asked & { list?: string; key?: string } = {}) => {
    const { list = 'orders', key = `key-of-view-${++keys}`, ...rest } = asked
    return ask(`POST /api/saved-views?list=${list}`, {
      ...{ as: 'staff', body: view(), ...rest },
      headers: { 'idempotency-key': key },
    })
  }
  const names = async (as: Asked['as'] = 'staff', list = 'orders') => {
    const { body } = await ask(`GET /api/saved-views?list=${list}`, { as })
    return body.items.map(({ name }: { name: string }) => name)
  }
  return { ...admin, save, names }
}
const colleague = { id: 'usr_colleague', roles: ['staff'] } as const
const other = { ...colleague, roles: [...colleague.roles] }

describe('a saved view', () => {
  it('is its owner’s, once for a key, with the filters and columns of the list', async () => {
    const { save, ask, names } = createViews()
    const body = view({
      query: { status: ['a', 'b'], sort: '-total' },
      columns: ['number', 'total'],
    })
    const first = await save({ body, key: 'the-same-key' })
    const again = await save({ body, key: 'the-same-key' })
    expect(first).toMatchObject({
      ...{ status: 201, body: { ...body, list: 'orders', isOwn: true, version: 1 } },
    })
    expect(again.body.viewId).toBe(first.body.viewId)
    expect(first.body).not.toHaveProperty('ownerId')
    expect(await names()).toEqual(['To prepare'])
    expect(await names(other)).toEqual([])
    const { viewId } = first.body
    for (const method of ['PUT', 'DELETE'])
      await ask(`${method} /api/saved-views/${viewId}`, { as: other, body: view() })
    expect(await names()).toEqual(['To prepare'])
  })

  it('never leaks into another list', async () => {
    const { save, names, ask } = createViews()
    await save({ body: view({ sharedWith: 'staff' }) })
    await save({ list: 'products', body: view({ name: 'Drafts', sharedWith: 'staff' }) })
    expect([await names(), await names(other)]).toEqual([['To prepare'], ['To prepare']])
    expect(await names('staff', 'products')).toEqual(['Drafts'])
    expect(await names('staff', 'customers')).toEqual([])
    expect((await ask('GET /api/saved-views?list=shoes', { as: 'staff' })).status).toBe(400)
  })

  it('is seen by colleagues of the role that it is shared with, who only look', async () => {
    const { save, names, ask } = createViews()
    const shared = await save({ body: view({ sharedWith: 'staff' }) })
    expect(await names(other)).toEqual(['To prepare'])
    expect(await names('support')).toEqual([])
    const seen = await ask('GET /api/saved-views?list=orders', { as: other })
    expect(seen.body.items[0]).toMatchObject({ isOwn: false })
    const path = `/api/saved-views/${shared.body.viewId}`
    const changed = await ask(`PUT ${path}`, { as: other, body: view({ name: 'Mine' }) })
    expect(changed.status).toBe(404)
    expect((await ask(`PUT ${path}`, { as: 'staff', body: view() })).status).toBe(200)
    expect(await names(other)).toEqual([])
  })

  it('is shared with a role of its owner only', async () => {
    const { save } = createViews()
    const refused = await save({ body: view({ sharedWith: 'admin' }) })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'sharedWith' }] } })
  })

  it('is not overwritten by another device, and deleted for everyone', async () => {
    const { save, ask, names } = createViews()
    const { body } = await save()
    const path = `/api/saved-views/${body.viewId}`
    const put = (name: string, version: string) =>
      ask(`PUT ${path}`, {
        ...{ as: 'staff', body: view({ name }), headers: { 'if-match': version } },
      })
    const first = await put('Mine', '"1"')
    expect(first.headers.get('etag')).toBe('"2"')
    expect((await put('Late', '"1"')).status).toBe(412)
    expect((await put('Mine', '"2"')).body.version).toBe(2)
    const remove = () => ask(`DELETE ${path}`, { as: 'staff' })
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 204])
    expect(await names()).toEqual([])
  })

  it('is one of so many', async () => {
    const { save } = createViews()
    for (let n = 0; n < savedViewLimits.own; n++) await save({ key: `view-number-${n}` })
    expect((await save()).body.code).toBe('transition_refused')
    expect((await save({ key: 'view-number-3' })).status).toBe(201)
    expect((await save({ list: 'products' })).status).toBe(201)
  })

  it('is for staff, not for customers or a vendor’s people', async () => {
    const { ask, save } = createViews()
    const vendor = { id: 'usr_v', roles: ['vendor' as const], vendorId: 'ven_1' }
    const list = 'GET /api/saved-views?list=orders'
    const asked = [ask(list), ask(list, { as: 'customer' }), ask(list, { as: vendor })]
    asked.push(save({ as: 'customer' }))
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([401, 403, 403, 403])
  })

  it('goes with the account of its owner, and is in the export of their data', async () => {
    const { save, names, savedViews } = createViews()
    await save({ body: view({ sharedWith: 'staff' }) })
    const records = []
    for await (const record of collectViews(savedViews)('usr_staff')) records.push(record)
    expect(records).toMatchObject([{ kind: 'saved-view', data: { name: 'To prepare' } }])
    await eraseViews(savedViews)('usr_staff')
    expect(await names(other)).toEqual([])
  })
})
