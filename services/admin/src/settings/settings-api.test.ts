import { defaultSettings, settingsNamespaces } from '@comptoir/contracts/admin/settings'
import { describe, expect, it } from 'vitest'
import { appToken, at, createAdminApp } from '../../test/admin-app.ts'

const put = 'PUT /api/settings/returns'
const sixty = { values: { returnWindowDays: 60 }, reason: 'Christmas' }

describe('settings', () => {
  it('are shown by concern, with their initial values while nobody has set them', async () => {
    const { ask } = createAdminApp()
    const { body } = await ask('GET /api/settings', { as: 'staff' })
    expect(body.items.map(({ namespace }: { namespace: string }) => namespace)).toEqual(
      settingsNamespaces,
    )
    const returns = await ask('GET /api/settings/returns', { as: 'staff' })
    expect(returns.headers.get('etag')).toBe('"0"')
    expect(returns.body).toMatchObject({ values: defaultSettings.returns, set: [], version: 0 })
    expect(returns.body.schema.properties).toHaveProperty('returnWindowDays')
  })

  it('are changed with who, when, why, before and after, and told to every service', async () => {
    const { ask, store } = createAdminApp()
    const changed = await ask(put, { as: 'admin', body: sixty })
    expect(changed).toMatchObject({ status: 200, body: { version: 1, set: ['returnWindowDays'] } })
    expect(changed.body.values).toEqual({ ...defaultSettings.returns, returnWindowDays: 60 })
    const told = store.published.map(({ type, data }) => [type.split('.')[2], data])
    expect(told).toEqual([
      ['settings-changed', { namespace: 'returns', version: 1, values: { returnWindowDays: 60 } }],
    ])
    await ask(put, { as: 'admin', body: { values: {} } })
    const { body } = await ask('GET /api/settings/returns/changes?limit=1', { as: 'staff' })
    expect(body).toMatchObject({
      items: [{ version: 2, by: 'usr_admin', at, before: sixty.values, after: {} }],
      nextCursor: '1',
    })
    const next = await ask('GET /api/settings/returns/changes?cursor=1', { as: 'staff' })
    expect(next.body).toEqual({
      items: [
        {
          ...{ version: 1, by: 'usr_admin', at, reason: 'Christmas' },
          ...{ before: {}, after: sixty.values },
        },
      ],
    })
  })

  it('are not told again when they are so already', async () => {
    const { ask, store } = createAdminApp()
    await ask(put, { as: 'admin', body: sixty })
    const again = await ask(put, { as: 'admin', body: sixty })
    expect(again.headers.get('etag')).toBe('"1"')
    expect(store.published).toHaveLength(1)
  })

  it('of a version that is gone are not overwritten', async () => {
    const { ask } = createAdminApp()
    const first = { as: 'admin', body: sixty, headers: { 'if-match': '"0"' } } as const
    expect((await ask(put, first)).status).toBe(200)
    const late = await ask(put, { ...first, body: { values: { returnWindowDays: 10 } } })
    expect(late).toMatchObject({ status: 412, body: { code: 'precondition_failed' } })
  })

  it.each([
    ['a value of another kind', { returnWindowDays: 'many' }, 'values.returnWindowDays'],
    ['a value out of bounds', { returnSendDays: 0 }, 'values.returnSendDays'],
  ])('refuse %s, naming the field', async (_, values, field) => {
    const { ask } = createAdminApp()
    const refused = await ask(put, { as: 'admin', body: { values } })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field }] } })
  })

  it('refuse what no setting is called', async () => {
    const { ask } = createAdminApp()
    const wrong = await ask(put, { as: 'admin', body: { values: { window: 3 } } })
    expect(wrong.status).toBe(400)
    expect((await ask('GET /api/settings/colours', { as: 'staff' })).status).toBe(400)
  })

  it('are changed by admins only, and read by staff', async () => {
    const { ask } = createAdminApp()
    expect((await ask(put, { body: sixty })).status).toBe(401)
    for (const as of ['customer', 'support', 'staff'] as const)
      expect((await ask(put, { as, body: sixty })).status, as).toBe(403)
    expect((await ask('GET /api/settings', { as: 'customer' })).status).toBe(403)
  })

  it('that are set are told to services that start', async () => {
    const { ask } = createAdminApp()
    await ask(put, { as: 'admin', body: sixty })
    const headers = { 'dapr-api-token': appToken, 'dapr-caller-app-id': 'orders' }
    const { body } = await ask('GET /internal/settings', { headers })
    expect(body).toEqual({
      items: [{ namespace: 'returns', version: 1, values: { returnWindowDays: 60 } }],
    })
  })
})

it('shows anyone who the shop is, and what it promises', async () => {
  const { ask } = createAdminApp()
  const { status, headers, body } = await ask('GET /api/shop')
  expect(status).toBe(200)
  expect(headers.get('cache-control')).toContain('max-age=10')
  expect(body).toMatchObject({
    ...{ name: 'Comptoir Démonstration', demo: true, guestOrders: true, returnWindowDays: 30 },
    seller: { siren: '123 456 789' },
    legalTexts: { terms: '2026-11-01' },
    maintenance: { on: false },
  })
  expect(body.seller).not.toHaveProperty('phone')
})
