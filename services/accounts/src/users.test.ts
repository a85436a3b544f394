import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { appToken, camille, createAppTwin, password } from '../test/app-twin.ts'
import { createFirstAccounts } from './account/first-accounts.ts'

type Items = { userId: string }[]

describe('accounts as staff see them', () => {
  it('are closed to customers', async () => {
    const { register, send } = createAppTwin()
    const { accessToken: as, user } = await register()
    const paths = [
      ['GET /api/users', undefined],
      [`GET /api/users/${user.userId}`, undefined],
      [`PATCH /api/users/${user.userId}/status`, { status: 'suspended' }],
      [`PUT /api/users/${user.userId}/customer-status`, { customerStatus: 'vip' }],
      [`PUT /api/users/${user.userId}/roles`, { roles: ['admin'] }],
    ] as const
    for (const [operation, body] of paths) {
      expect([operation, (await send(operation, { as, body })).status]).toEqual([operation, 403])
      expect([operation, (await send(operation, { body })).status]).toEqual([operation, 401])
    }
  })

  it('are found by email, id, name without accents, and state', async () => {
    const { register, employ, send } = createAppTwin()
    const { user } = await register()
    await register({ email: 'other@example.com', firstName: 'Dominique', lastName: 'Durand' })
    const { accessToken: as } = await employ('staff')
    const find = async (query: string) =>
      ((await send(`GET /api/users?${query}`, { as })).body['items'] as Items).map(
        ({ userId }) => userId,
      )
    expect(await find('q=CAMILLE@example.com')).toEqual([user.userId])
    expect(await find(`q=${user.userId}`)).toEqual([user.userId])
    expect(await find('q=desiree')).toEqual([user.userId])
    expect(await find('q=durand+camille')).toEqual([user.userId])
    expect(await find('q=durand')).toHaveLength(2)
    expect(await find('q=nobody@example.com')).toEqual([])
    expect(await find('status=suspended')).toEqual([])
    expect(await find('')).toHaveLength(3)
  })

  it('can be suspended, which ends their sessions, and let in again', async () => {
    const { register, employ, logIn, send } = createAppTwin()
    const { user, refreshToken } = await register()
    const { accessToken: as } = await employ('staff')
    const set = (status: string) =>
      send(`PATCH /api/users/${user.userId}/status`, { as, body: { status } })
    expect((await set('suspended')).body['status']).toBe('suspended')
    expect((await logIn()).body.code).toBe('account_suspended')
    expect((await send('POST /api/auth/refresh', { body: { refreshToken } })).status).toBe(401)
    await set('active')
    expect((await logIn()).status).toBe(200)
  })

  it('cannot suspend themselves or an admin', async () => {
    const { employ, send } = createAppTwin()
    const staff = await employ('staff')
    const admin = await employ('admin')
    const suspend = (userId: string, as: string) =>
      send(`PATCH /api/users/${userId}/status`, { as, body: { status: 'suspended' } })
    expect((await suspend(admin.user.userId, staff.accessToken)).status).toBe(403)
    expect((await suspend(admin.user.userId, admin.accessToken)).status).toBe(403)
  })

  it('may become VIP, with who, when and why', async () => {
    const { register, employ, send, accounts, store } = createAppTwin()
    const { user } = await register()
    const staff = await employ('staff')
    const body = { customerStatus: 'vip', reason: 'hundredth order' }
    const path = `PUT /api/users/${user.userId}/customer-status`
    expect((await send(path, { as: staff.accessToken, body })).body['customerStatus']).toBe('vip')
    const history = (await accounts.get(user.userId))?.data.customerStatusHistory
    expect(history).toMatchObject([{ to: 'vip', by: staff.user.userId, reason: 'hundredth order' }])
    expect(store.published.at(-1)?.data).toMatchObject({ from: 'standard', to: 'vip' })
  })

  it('have tags, which prices go by', async () => {
    const { register, employ, send, app } = createAppTwin()
    const { user, accessToken } = await register()
    const { accessToken: as } = await employ('staff')
    const path = `PUT /api/users/${user.userId}/tags`
    const set = await send(path, { as, body: { tags: ['press', 'press', 'trade'] } })
    expect(set.body['tags']).toEqual(['press', 'trade'])
    const headers = appTokenHeaders(appToken, 'carts')
    const summary = await app.request(`/internal/accounts/${user.userId}`, { headers })
    expect(await summary.json()).toMatchObject({ tags: ['press', 'trade'] })
    expect((await send(path, { as, body: { tags: [''] } })).status).toBe(400)
    expect((await send(path, { as: accessToken, body: { tags: [] } })).status).toBe(403)
  })

  it('are found by phone, of the profile or an address, however it is written', async () => {
    const { register, employ, send } = createAppTwin()
    const { user, accessToken } = await register()
    await send('PATCH /api/me', { as: accessToken, body: { phone: '+33 6 12 34 56 78' } })
    const home = {
      ...{ recipient: 'Camille', line1: '12 rue de la République', postalCode: '69002' },
      ...{ city: 'Lyon', countryCode: 'FR', phone: '04 78 00 00 01' },
    }
    await send('POST /api/me/addresses', { as: accessToken, body: home })
    const { accessToken: as } = await employ('staff')
    for (const q of ['06 12 34 56 78', '%2B33612345678', '0033 4 78 00 00 01']) {
      const { body } = await send(`GET /api/users?q=${q.replaceAll(' ', '+')}`, { as })
      expect([q, (body['items'] as Items).map(({ userId }) => userId)]).toEqual([q, [user.userId]])
    }
    const { body } = await send('GET /api/users?q=0612345679', { as })
    expect(body['items']).toEqual([])
  })

  it('have notes of the staff, which their owner does not see', async () => {
    const { register, employ, send } = createAppTwin()
    const { user, accessToken } = await register()
    const { accessToken: as, user: staff } = await employ('staff')
    const path = `/api/users/${user.userId}/notes`
    const note = await send(`POST ${path}`, { as, body: { text: 'calls on Mondays' } })
    expect([note.status, note.body]).toMatchObject([201, { by: staff.userId }])
    expect((await send(`GET ${path}`, { as })).body['items']).toEqual([note.body])
    expect((await send(`GET ${path}`, { as: accessToken })).status).toBe(403)
    expect(JSON.stringify((await send('GET /api/me', { as: accessToken })).body)).not.toContain(
      'Mondays',
    )
    const remove = () => send(`DELETE ${path}/${note.body['noteId']}`, { as })
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 404])
  })

  it('answers 404 for an account that is not there', async () => {
    const { employ, send } = createAppTwin()
    const { accessToken: as } = await employ('admin')
    expect((await send('GET /api/users/usr_none', { as })).status).toBe(404)
    expect(
      (await send('PUT /api/users/usr_none/roles', { as, body: { roles: ['staff'] } })).status,
    ).toBe(404)
  })
})

describe('roles', () => {
  it('are set by admins only, and show in the next token', async () => {
    const { register, employ, logIn, send } = createAppTwin()
    const { user } = await register()
    const [staff, admin] = [await employ('staff'), await employ('admin')]
    const path = `PUT /api/users/${user.userId}/roles`
    const body = { roles: ['staff'] }
    expect((await send(path, { as: staff.accessToken, body })).status).toBe(403)
    expect((await send(path, { as: admin.accessToken, body })).body['roles']).toEqual(['staff'])
    const again = (await logIn()).body
    expect((await send('GET /api/users', { as: again.accessToken })).status).toBe(200)
  })

  it('leave one admin at least', async () => {
    const { employ, send } = createAppTwin()
    const { accessToken: as, user } = await employ('admin')
    const refused = await send(`PUT /api/users/${user.userId}/roles`, {
      as,
      body: { roles: ['customer'] },
    })
    expect([refused.status, refused.body.code]).toEqual([409, 'transition_refused'])
    expect((await send('DELETE /api/me', { as, body: { password } })).status).toBe(409)
  })
})

describe('the summary for other services', () => {
  it('is for those that are listed', async () => {
    const { app, register } = createAppTwin()
    const { user } = await register()
    const ask = (caller: string) =>
      app.request(`/internal/accounts/${user.userId}`, {
        headers: appTokenHeaders(appToken, caller),
      })
    expect(await (await ask('orders')).json()).toMatchObject({
      ...{
        userId: user.userId,
        email: camille.email,
        status: 'active',
        customerStatus: 'standard',
      },
      name: 'Camille Désirée Durand',
    })
    expect((await ask('billing')).status).toBe(403)
    expect((await app.request(`/internal/accounts/${user.userId}`)).status).toBe(403)
  })
})

describe('the first accounts', () => {
  const admin = { role: 'admin' as const, firstName: 'Ada', lastName: 'Admin' }

  it('include an admin whose password is shown once when no setting names one', async () => {
    const { people, logIn } = createAppTwin()
    const shown: string[] = []
    const deps = { ...people, show: (line: string) => void shown.push(line) }
    const nameless = { ...admin, email: undefined, password: undefined }
    await createFirstAccounts(deps, [nameless])
    await createFirstAccounts(deps, [nameless])
    expect(shown).toHaveLength(1)
    const [, email, made] = /admin: (\S+), password (\S+)/.exec(shown[0] ?? '') ?? []
    const { body } = await logIn({ email, password: made })
    expect(body.user.roles).toContain('admin')
  })

  it('are made once, and stay as they are', async () => {
    const { people, accounts, logIn } = createAppTwin()
    const staff = { ...admin, role: 'staff' as const, email: 'staff@example.com', password }
    await createFirstAccounts(people, [staff])
    await createFirstAccounts(people, [{ ...staff, password: 'another password' }])
    expect(await accounts.count('role', 'staff')).toBe(1)
    expect((await logIn({ email: staff.email })).status).toBe(200)
  })
})
