import { describe, expect, it } from 'vitest'
import { camille, createAppTwin, from } from '../../test/app-twin.ts'

const newPassword = 'une nouvelle phrase longue'

async function forgotten() {
  const twin = createAppTwin()
  const session = await twin.register()
  const ask = (email = camille.email, headers = {}) =>
    twin.send('POST /api/auth/forgot-password', { body: { email }, headers })
  const reset = (token: unknown, password = newPassword) =>
    twin.send('POST /api/auth/reset-password', { body: { token, newPassword: password } })
  const tokens = async () => (await twin.mailsOf('reset_password')).map(({ token }) => token)
  return { ...twin, session, ask, reset, tokens }
}

describe('a forgotten password', () => {
  it('is asked for with the same answer whether an account has the email or not', async () => {
    const { ask, tokens } = await forgotten()
    const answers = [await ask(), await ask('nobody@example.com')]
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [202, {}],
      [202, {}],
    ])
    expect(await tokens()).toHaveLength(1)
  })

  it('is answered before anything is looked up: its time tells nothing', async () => {
    const { ask, accounts } = await forgotten()
    Object.assign(accounts, { byEmail: () => new Promise<never>(() => undefined) })
    expect((await ask()).status).toBe(202)
  })

  it('is replaced by the token of the mail, which ends every session and voids every token', async () => {
    const { ask, reset, tokens, session, logIn, send } = await forgotten()
    await ask()
    const [token] = await tokens()
    expect((await reset(token)).status).toBe(204)
    expect((await logIn()).status).toBe(401)
    expect((await logIn({ password: newPassword })).status).toBe(200)
    const { accessToken: as, refreshToken } = session
    expect((await send('GET /api/me', { as })).body.code).toBe('invalid_token')
    expect((await send('POST /api/auth/refresh', { body: { refreshToken } })).status).toBe(401)
  })

  it('ends the sessions by the account itself, though their documents were not written', async () => {
    const { ask, reset, tokens, session, sessions, send, time } = await forgotten()
    Object.assign(sessions, { closeAll: async () => undefined })
    await ask()
    time.nowMs += 1
    await reset((await tokens())[0])
    const { refreshToken } = session
    expect((await send('POST /api/auth/refresh', { body: { refreshToken } })).status).toBe(401)
  })

  it('takes a token once, also of two that come at the same time, and the other links with it', async () => {
    const { ask, reset, tokens } = await forgotten()
    await ask()
    await ask()
    const [first, second] = await tokens()
    const answers = await Promise.all([reset(first), reset(first, `${newPassword} !`)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 401])
    for (const token of [first, second])
      expect((await reset(token)).body.code).toBe('invalid_token')
  })

  it('takes no token after half an hour, of another account, or with another secret', async () => {
    const { ask, reset, tokens, time, session } = await forgotten()
    await ask()
    const [token = ''] = await tokens()
    const [, secret] = token.split('.')
    for (const wrong of [`usr_9.${secret}`, `${session.user.userId}.${'A'.repeat(43)}`])
      expect((await reset(wrong)).body.code).toBe('invalid_token')
    time.nowMs += 30 * 60_000
    expect((await reset(token)).body.code).toBe('invalid_token')
  })

  it('takes no verification link for one', async () => {
    const { reset, mailsOf } = await forgotten()
    const [mail] = await mailsOf('verify_email')
    expect((await reset(mail?.token)).body.code).toBe('invalid_token')
  })

  it('keeps the token when the new password is refused', async () => {
    const { ask, reset, tokens } = await forgotten()
    await ask()
    const [token] = await tokens()
    const refused = await reset(token, 'passwordpassword')
    expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, 'password'])
    expect((await reset(token)).status).toBe(204)
  })

  it('stores and tells no token', async () => {
    const { ask, tokens, session, accounts, store } = await forgotten()
    await ask()
    const [token = ''] = await tokens()
    const [, secret = 'none'] = token.split('.')
    const stored = JSON.stringify((await accounts.get(session.user.userId))?.data)
    for (const text of [stored, JSON.stringify(store.published)]) {
      expect(text).toContain('reset_password')
      expect(text).not.toContain(secret)
    }
    expect(JSON.stringify(store.published)).not.toContain(camille.email)
  })

  it('gives the same token however often the mail is sent', async () => {
    const { ask, tokens } = await forgotten()
    await ask()
    expect(await tokens()).toEqual(await tokens())
  })

  it('sends three mails to an address in a quarter of an hour, and says nothing of the rest', async () => {
    const { ask, store } = await forgotten()
    for (let n = 0; n < 5; n++) expect((await ask()).status).toBe(202)
    await new Promise((done) => setTimeout(done, 20))
    const asked = store.published.filter(({ data }) => JSON.stringify(data).includes('reset_'))
    expect(asked).toHaveLength(3)
  })

  it('is limited by network, whatever the emails', async () => {
    const { ask } = await forgotten()
    for (let n = 0; n < 30; n++) await ask(`nobody${n}@example.com`, from('203.0.113.9'))
    const refused = await ask('nobody@example.com', from('203.0.113.9'))
    expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited'])
    expect((await ask('nobody@example.com', from('203.0.113.10'))).status).toBe(202)
  })

  it('is not replaced for a suspended account', async () => {
    const { ask, reset, tokens, accounts, session } = await forgotten()
    await ask()
    const [token] = await tokens()
    await accounts.change(session.user.userId, (known) => ({ ...known, status: 'suspended' }))
    expect((await reset(token)).body.code).toBe('invalid_token')
  })
})
