import type { SavedView } from '@comptoir/contracts/admin/saved-views'
import { describe, expect, it } from 'vitest'
import { newKey } from '../src/api.ts'
import { openJourney } from '../src/journey.ts'
import { register, signIn } from '../src/shopper.ts'

const { platform, api, staff } = await openJourney()
/** An admin is one of the staff as well: a colleague. */
const colleague = await signIn(api, platform.admin)

const save = (list: string, body: object, key = newKey()) =>
  api<SavedView>(`POST /api/saved-views?list=${list}`, { token: staff, key, body })

async function viewsOf(token: string, list: string): Promise<SavedView[]> {
  const { body } = await api<{ items: SavedView[] }>(`GET /api/saved-views?list=${list}`, { token })
  return body.items
}
const find = async (token: string, list: string, viewId: string) =>
  (await viewsOf(token, list)).find((view) => view.viewId === viewId)

describe('a saved view', () => {
  it('is there again in its list, for its owner, once for a key', async () => {
    const key = newKey()
    const name = `À préparer ${key}`
    const body = { name, query: { status: ['confirmed'] }, columns: ['number', 'total'] }
    const [first, again] = [await save('orders', body, key), await save('orders', body, key)]
    expect([first.status, again.body.viewId]).toEqual([201, first.body.viewId])
    const { viewId } = first.body
    expect(await find(staff, 'orders', viewId)).toMatchObject({ ...body, isOwn: true, version: 1 })
    expect(await find(staff, 'returns', viewId)).toBeUndefined()
    expect(await find(colleague, 'orders', viewId)).toBeUndefined()
    expect((await api(`DELETE /api/saved-views/${viewId}`, { token: staff })).status).toBe(204)
    expect(await find(staff, 'orders', viewId)).toBeUndefined()
  })

  it('is looked at by colleagues whom it is shared with, and changed by its owner alone, from one device', async () => {
    const shared = { name: `Retours ${newKey()}`, query: {}, sharedWith: 'staff' }
    const { body: view } = await save('returns', shared)
    const path = `/api/saved-views/${view.viewId}`
    expect(await find(colleague, 'returns', view.viewId)).toMatchObject({ isOwn: false })
    const put = (token: string, version: number, body: object) =>
      api<SavedView>(`PUT ${path}`, { token, body, headers: { 'if-match': `"${version}"` } })
    expect((await put(colleague, 1, shared)).status).toBe(404)
    const { sharedWith: _, ...own } = shared
    expect((await put(staff, 1, own)).body).toMatchObject({ version: 2, name: shared.name })
    expect((await put(staff, 1, shared)).status).toBe(412)
    expect(await find(colleague, 'returns', view.viewId)).toBeUndefined()
    await api(`DELETE ${path}`, { token: staff })
  })

  it('is nothing for customers', async () => {
    const { token } = await register(api)
    const list = 'GET /api/saved-views?list=orders'
    const asked = await Promise.all([api(list), api(list, { token })])
    expect(asked.map(({ status }) => status)).toEqual([401, 403])
  })
})
