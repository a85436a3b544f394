import { createHash } from 'node:crypto'
import { createTokenVerifier } from '@comptoir/service/auth/auth'
import { hash } from '@node-rs/argon2'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { camille, createAppTwin, from, password } from '../test/app-twin.ts'

describe('registering', () => {
  it('opens an account and a session', async () => {
    const { send, store } = createAppTwin()
    const { status, body } = await send('POST /api/auth/register', { body: camille })
    expect(status).toBe(201)
    expect(body.user).toMatchObject({
      email: 'camille@example.com',
      roles: ['customer'],
      status: 'active',
    })
    expect(JSON.stringify(body)).not.toContain('argon2')
    expect(store.published.map(({ type }) => type)).toEqual([
      'comptoir.accounts.user-registered.v1',
      'comptoir.accounts.account-message-requested.v1',
    ])
  })

  it('takes an email once, however it is written, even when two come at once', async () => {
    const { send } = createAppTwin()
    const written = ['camille@example.com', ' Camille@Example.com ', 'CAMILLE@EXAMPLE.COM']
    const answers = await Promise.all(
      written.map((email) => send('POST /api/auth/register', { body: { ...camille, email } })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('email_taken')
  })

  it.each([
    ['josé@example.com', 'JOSE\u0301@Example.com', 'josé@example.com'],
    ['a@bücher.example', 'A@xn--bcher-kva.EXAMPLE', 'a@xn--bcher-kva.example'],
  ])('takes %s in any script, once however it is written', async (email, again, stored) => {
    const { send, register, logIn, employ } = createAppTwin()
    expect((await register({ email })).user.email).toBe(stored)
    const second = await send('POST /api/auth/register', { body: { ...camille, email: again } })
    expect(second.body.code).toBe('email_taken')
    expect((await logIn({ email: again })).status).toBe(200)
    const { accessToken: as } = await employ('staff')
    const found = await send(`GET /api/users?q=${encodeURIComponent(email)}`, { as })
    expect(found.body['items']).toHaveLength(1)
  })

  it('refuses a local part of 65 letters', async () => {
    const { send } = createAppTwin()
    const body = { ...camille, email: `${'a'.repeat(65)}@example.com` }
    const { status, body: problem } = await send('POST /api/auth/register', { body })
    expect([status, problem.errors?.[0]?.field]).toEqual([400, 'email'])
  })

  it('takes over an email whose account a crash prevented', async () => {
    const { accounts, register } = createAppTwin()
    const [, emails] = accounts.collections
    const key = createHash('sha256').update(camille.email).digest('base64url')
    await emails.create(key, { userId: 'usr_lost' })
    expect((await register()).user.userId).toBe('usr_lost')
  })

  it.each(['court', 'passwordpassword', 'aaaaaaaaaaaaaaa', 'camille camille', '1234567890123'])(
    'refuses the password %s',
    async (weak) => {
      const { send } = createAppTwin()
      const { status, body } = await send('POST /api/auth/register', {
        body: { ...camille, password: weak },
      })
      expect([status, body.code, body.errors?.[0]?.field]).toEqual([
        400,
        'invalid_request',
        'password',
      ])
    },
  )

  it('never takes roles from the body', async () => {
    const { register } = createAppTwin()
    expect((await register({ roles: ['admin'] })).user.roles).toEqual(['customer'])
  })

  it('is limited by address', async () => {
    const { send } = createAppTwin()
    const body = { ...camille, password: 'court' }
    const one = { ...camille, email: 'x@example.com', password: 'passwordpassword' }
    expect((await send('POST /api/auth/register', { body })).status).toBe(400)
    for (let n = 0; n < 20; n++) await send('POST /api/auth/register', { body: one })
    const refused = await send('POST /api/auth/register', { body: one })
    expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited'])
    const elsewhere = { body: one, headers: from('203.0.113.9') }
    expect((await send('POST /api/auth/register', elsewhere)).status).toBe(400)
  })
})

describe('logging in', () => {
  it('answers tokens that other services can check with the public keys', async () => {
    const { register, logIn, send, keys } = createAppTwin()
    const { user } = await register()
    const { status, body } = await logIn({ email: ' CAMILLE@example.com' })
    expect([status, body.expiresInSeconds]).toEqual([200, 900])
    const claims = decodeJwt(body.accessToken)
    expect(claims).toMatchObject({
      iss: 'comptoir',
      aud: 'comptoir',
      sub: user.userId,
      roles: ['customer'],
    })
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(900)
    expect(claims.jti).toBeTruthy()
    expect(decodeProtectedHeader(body.accessToken).alg).toBe('ES256')
    const verify = createTokenVerifier({
      issuer: 'comptoir',
      audience: 'comptoir',
      fetchKeys: keys.publicKeys,
    })
    expect((await verify(body.accessToken)).id).toBe(user.userId)
    const jwks = await send('GET /.well-known/jwks.json')
    expect(JSON.stringify(jwks.body)).not.toContain('"d"')
  })

  it('gives the same answer to an unknown email and a wrong password', async () => {
    const { register, logIn } = createAppTwin()
    await register()
    const wrong = await logIn({ password: 'une autre phrase secrète' })
    const unknown = await logIn({ email: 'personne@example.com' })
    const shown = ({ body }: typeof wrong) => ({ ...body, traceId: '' })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(shown(wrong)).toEqual(shown(unknown))
    expect(wrong.body.code).toBe('invalid_credentials')
  })

  it('pauses after five failures, for that account from that address only', async () => {
    const { register, logIn } = createAppTwin()
    await register()
    await register({ email: 'dominique@example.com' })
    for (let n = 0; n < 5; n++) await logIn({ password: 'fausse' })
    const paused = await logIn()
    expect([paused.status, paused.body.code]).toEqual([429, 'rate_limited'])
    expect(Number(paused.headers.get('retry-after'))).toBeGreaterThan(60)
    expect((await logIn({}, from('203.0.113.9'))).status).toBe(200)
    expect((await logIn({ email: 'dominique@example.com' })).status).toBe(200)
  })

  it('forgets failures once the password is right', async () => {
    const { register, logIn } = createAppTwin()
    await register()
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++) await logIn({ password: 'fausse' })
      expect((await logIn()).status).toBe(200)
    }
  })

  it('hashes again what was hashed with less', async () => {
    const { register, logIn, accounts } = createAppTwin()
    const { user } = await register()
    const weak = await hash(password, { memoryCost: 8_192, timeCost: 1 })
    await accounts.change(user.userId, (account) => ({ ...account, passwordHash: weak }))
    expect((await logIn()).status).toBe(200)
    const kept = (await accounts.get(user.userId))?.data.passwordHash
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })
})

describe('the session', () => {
  const refresh = 'POST /api/auth/refresh'

  it('goes on by refresh tokens, each used once', async () => {
    const { register, send, time } = createAppTwin()
    const first = await register()
    const second = await send(refresh, { body: { refreshToken: first.refreshToken } })
    expect(second.status).toBe(200)
    expect(second.body.refreshToken).not.toBe(first.refreshToken)
    time.nowMs += 60_000
    expect((await send(refresh, { body: { refreshToken: second.body.refreshToken } })).status).toBe(
      200,
    )
  })

  it('ends for all when a token is used again later', async () => {
    const { register, send, time } = createAppTwin()
    const stolen = (await register()).refreshToken
    const owner = await send(refresh, { body: { refreshToken: stolen } })
    time.nowMs += 11_000
    const thief = await send(refresh, { body: { refreshToken: stolen } })
    expect([thief.status, thief.body.code]).toEqual([401, 'invalid_token'])
    const after = await send(refresh, { body: { refreshToken: owner.body.refreshToken } })
    expect(after.status).toBe(401)
  })

  it('bears two tabs that refresh at once', async () => {
    const { register, send, time } = createAppTwin()
    const { refreshToken } = await register()
    const tabs = await Promise.all([1, 2].map(() => send(refresh, { body: { refreshToken } })))
    expect(tabs.map(({ status }) => status)).toEqual([200, 200])
    time.nowMs += 60_000
    for (const { body } of tabs) {
      expect((await send(refresh, { body: { refreshToken: body.refreshToken } })).status).toBe(200)
    }
  })

  it('keeps no token as it is', async () => {
    const { register, sessions } = createAppTwin()
    const { refreshToken } = await register()
    const [familyId = '', secret = ''] = refreshToken.split('.')
    expect(JSON.stringify((await sessions.collection.get(familyId))?.data)).not.toContain(secret)
  })

  it('ends at log-out, everywhere when that is asked, and after its time', async () => {
    const { register, logIn, send, time } = createAppTwin()
    const one = await register()
    await send('POST /api/auth/logout', { body: { refreshToken: one.refreshToken } })
    expect((await send(refresh, { body: { refreshToken: one.refreshToken } })).status).toBe(401)

    const [two, three] = [(await logIn()).body, (await logIn()).body]
    expect((await send('POST /api/auth/logout-all', { as: two.accessToken })).status).toBe(204)
    expect((await send(refresh, { body: { refreshToken: three.refreshToken } })).status).toBe(401)

    const { refreshToken } = (await logIn()).body
    time.nowMs += 31 * 86_400_000
    expect((await send(refresh, { body: { refreshToken } })).status).toBe(401)
  })

  it('is ended by the whole token only, not by who knows its first half', async () => {
    const { register, send } = createAppTwin()
    const { refreshToken } = await register()
    const [half = '', random] = refreshToken.split('.')
    const halves = [
      half,
      `${half}.`,
      `${half}.${'A'.repeat(43)}`,
      `${half}.${random}.${'A'.repeat(43)}`,
    ]
    for (const guess of halves) {
      await send('POST /api/auth/logout', { body: { refreshToken: guess } })
      expect((await send(refresh, { body: { refreshToken: guess } })).status).toBe(401)
    }
    expect((await send(refresh, { body: { refreshToken } })).status).toBe(200)
  })

  it('does not go on with a token that is none', async () => {
    const { send } = createAppTwin()
    for (const refreshToken of ['x', `${'A'.repeat(43)}.${'B'.repeat(43)}`]) {
      expect((await send(refresh, { body: { refreshToken } })).body.code).toBe('invalid_token')
    }
  })

  it('needs a sign-in again fifteen minutes later', async () => {
    const { register, send, time } = createAppTwin()
    const { accessToken } = await register()
    expect((await send('GET /api/me', { as: accessToken })).status).toBe(200)
    time.nowMs += 901_000
    expect((await send('GET /api/me', { as: accessToken })).body.code).toBe('invalid_token')
  })
})

describe('changing the password', () => {
  it('needs the old one, and ends the other sessions', async () => {
    const { register, logIn, send } = createAppTwin()
    const { accessToken, refreshToken } = await register()
    const change = (currentPassword: string, newPassword = 'une nouvelle phrase longue') =>
      send('POST /api/auth/change-password', {
        as: accessToken,
        body: { currentPassword, newPassword },
      })
    expect((await change('fausse')).body.code).toBe('invalid_credentials')
    expect((await change(password, 'passwordpassword')).status).toBe(400)
    expect((await change(password)).status).toBe(204)
    expect((await logIn()).status).toBe(401)
    expect((await logIn({ password: 'une nouvelle phrase longue' })).status).toBe(200)
    expect((await send('POST /api/auth/refresh', { body: { refreshToken } })).status).toBe(401)
  })
})
