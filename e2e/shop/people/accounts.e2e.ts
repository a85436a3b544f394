import { describe, expect, it } from 'vitest'
import { openJourney } from '../../src/journey.ts'
import { buy, home, password, reach, register, sell, signIn } from '../../src/shopper.ts'

const { api, staff } = await openJourney()

type Session = { accessToken: string; refreshToken: string; user: { userId: string } }
type Address = { addressId: string; isDefaultShipping: boolean }

async function newSession(): Promise<Session & { email: string }> {
  const { email } = await register(api)
  const answer = await api<Session>('POST /api/auth/login', { body: { email, password } })
  expect(answer.status).toBe(200)
  return { ...answer.body, email }
}

const refresh = (refreshToken: string) =>
  api<Session>('POST /api/auth/refresh', { body: { refreshToken } })
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

describe('a person', () => {
  it('registers once per email, whatever its case', async () => {
    const { email } = await register(api)
    const body = { email: email.toUpperCase(), password, firstName: 'A', lastName: 'B' }
    const again = await api<{ code: string }>('POST /api/auth/register', { body })
    expect([again.status, again.body.code]).toEqual([409, 'email_taken'])
  })

  it('registers with an internationalised address, once however it is written', async () => {
    const tag = Date.now()
    const pairs = [
      [`josé-${tag}@example.com`, `JOSE\u0301-${tag}@example.com`],
      [`a-${tag}@bücher.example`, `a-${tag}@XN--BCHER-KVA.example`],
    ]
    for (const [email, again] of pairs) {
      expect((await api('POST /api/auth/register', { body: { email, password } })).status).toBe(201)
      const second = await api<{ code: string }>('POST /api/auth/register', {
        body: { email: again, password },
      })
      expect([second.status, second.body.code]).toEqual([409, 'email_taken'])
      expect((await api('POST /api/auth/login', { body: { email: again, password } })).status).toBe(
        200,
      )
    }
    const tooLong = { email: `${'a'.repeat(65)}@example.com`, password }
    expect((await api('POST /api/auth/register', { body: tooLong })).status).toBe(400)
  })

  it('logs in with the right password only', async () => {
    const { email } = await register(api)
    const wrong = await api<{ code: string }>('POST /api/auth/login', {
      body: { email, password: 'not this one, no' },
    })
    expect([wrong.status, wrong.body.code]).toEqual([401, 'invalid_credentials'])
    expect((await api('POST /api/auth/login', { body: { email, password } })).status).toBe(200)
  })

  it('rotates refresh tokens and ends the session when an old one comes back', async () => {
    const first = await newSession()
    const second = await refresh(first.refreshToken)
    expect(second.status).toBe(200)
    const third = await refresh(second.body.refreshToken)
    expect(third.status).toBe(200)
    expect((await refresh(first.refreshToken)).status).toBe(401)
    expect((await refresh(third.body.refreshToken)).status).toBe(401)
  })

  it('logs out', async () => {
    const here = await newSession()
    const there = await api<Session>('POST /api/auth/login', {
      body: { email: here.email, password },
    })
    const [half] = here.refreshToken.split('.')
    for (const guess of [half, `${half}.${'A'.repeat(43)}`]) {
      await api('POST /api/auth/logout', { body: { refreshToken: guess } })
      expect((await refresh(String(guess))).status).toBe(401)
    }
    const stays = await refresh(here.refreshToken)
    expect(stays.status).toBe(200)
    const out = await api('POST /api/auth/logout', {
      body: { refreshToken: stays.body.refreshToken },
    })
    expect(out.status).toBe(204)
    expect((await refresh(here.refreshToken)).status).toBe(401)
    expect((await api('POST /api/auth/logout-all', { token: here.accessToken })).status).toBe(204)
    expect((await refresh(there.body.refreshToken)).status).toBe(401)
  })

  it('changes the profile and the password', async () => {
    const { accessToken: token, email } = await newSession()
    await api('PATCH /api/me', { token, body: { firstName: 'Zoé' } })
    expect((await api('GET /api/me', { token })).body).toMatchObject({ firstName: 'Zoé', email })
    const newPassword = 'une autre phrase de passe'
    const changed = await api('POST /api/auth/change-password', {
      token,
      body: { currentPassword: password, newPassword },
    })
    expect(changed.status).toBe(204)
    const old = await api('POST /api/auth/login', { body: { email, password } })
    expect(old.status).toBe(401)
    await signIn(api, { email, password: newPassword })
  })

  it('keeps preferences', async () => {
    const { accessToken: token } = await newSession()
    const body = { currency: 'EUR', notifications: ['sms'], marketingConsent: true }
    expect((await api('PUT /api/me/preferences', { token, body })).status).toBe(200)
    expect((await api('GET /api/me/preferences', { token })).body).toMatchObject(body)
  })

  it('keeps addresses with one default of each kind', async () => {
    const { accessToken: token } = await newSession()
    const wish = { ...home, isDefaultShipping: true }
    await api('POST /api/me/addresses', { token, body: wish })
    const other = { ...wish, line1: '3 quai Saint-Antoine' }
    await api('POST /api/me/addresses', { token, body: other })
    const { body } = await api<{ items: Address[] }>('GET /api/me/addresses', { token })
    expect(body.items).toHaveLength(2)
    expect(body.items.filter((address) => address.isDefaultShipping)).toHaveLength(1)
    const preferred = body.items.find((address) => address.isDefaultShipping)
    await api(`DELETE /api/me/addresses/${preferred?.addressId}`, { token })
    const left = await api<{ items: Address[] }>('GET /api/me/addresses', { token })
    expect(left.body.items).toMatchObject([{ isDefaultShipping: true }])
  })

  it('deletes an account once its orders are ended', async () => {
    const sku = await sell(api, staff, { price: 900, stock: 3 })
    const { shopper, order } = await buy(api, sku)
    const ask = () =>
      api<{ code: string }>('DELETE /api/me', { token: shopper.token, body: { password } })
    const early = await ask()
    expect([early.status, early.body.code]).toEqual([409, 'open_orders'])
    await api(`POST /api/orders/${order.orderId}/cancel`, { token: shopper.token, body: {} })
    await reach(api, shopper, order.orderId, 'cancelled')
    await pause(200)
    expect((await ask()).status).toBe(204)
    const gone = await api('POST /api/auth/login', { body: { email: shopper.email, password } })
    expect(gone.status).toBe(401)
  })
})

describe('staff', () => {
  it('lets staff manage people, and customers not', async () => {
    const { accessToken: token, email, user } = await newSession()
    expect((await api('GET /api/users', { token })).status).toBe(403)
    const found = await api<{ items: { userId: string }[] }>(`GET /api/users?q=${email}`, {
      token: staff,
    })
    expect(found.body.items.map((person) => person.userId)).toContain(user.userId)
    const vip = await api(`PUT /api/users/${user.userId}/customer-status`, {
      token: staff,
      body: { customerStatus: 'vip', reason: 'loyal' },
    })
    expect(vip.body).toMatchObject({ customerStatus: 'vip' })
    const promoted = await api(`PUT /api/users/${user.userId}/roles`, {
      token,
      body: { roles: ['admin'] },
    })
    expect(promoted.status).toBe(403)
    const suspended = await api(`PATCH /api/users/${user.userId}/status`, {
      token: staff,
      body: { status: 'suspended' },
    })
    expect(suspended.status).toBe(200)
    const refused = await api<{ code: string }>('POST /api/auth/login', {
      body: { email, password },
    })
    expect([refused.status, refused.body.code]).toEqual([403, 'account_suspended'])
  })
})

describe('a token', () => {
  it('refuses a token that accounts did not sign', async () => {
    const { accessToken } = await newSession()
    const [header, , signature] = accessToken.split('.')
    const claims = Buffer.from(JSON.stringify({ sub: 'usr_x', roles: ['admin'], iss: 'comptoir' }))
    const forged = `${header}.${claims.toString('base64url')}.${signature}`
    for (const path of ['/api/orders', '/api/users', '/api/me']) {
      const answer = await api<{ code: string }>(`GET ${path}`, { token: forged })
      expect([path, answer.status, answer.body.code]).toEqual([path, 401, 'invalid_token'])
    }
  })
})
