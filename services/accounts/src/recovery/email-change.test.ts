import { describe, expect, it } from 'vitest'
import { camille, createAppTwin, password } from '../../test/app-twin.ts'
import { emailKey } from '../account/account-store.ts'

const wanted = 'dominique@example.com'

async function registered() {
  const twin = createAppTwin()
  const { accessToken: as, user } = await twin.register()
  const change = (body: object = {}) =>
    twin.send('POST /api/me/email', { as, body: { email: wanted, password, ...body } })
  const confirm = (token: unknown) => twin.send('POST /api/auth/verify-email', { body: { token } })
  const me = async () => (await twin.send('GET /api/me', { as })).body
  const link = async () => (await twin.mailsOf('confirm_new_email')).at(-1)?.token
  return { ...twin, as, user, change, confirm, me, link }
}

describe('the email of an account', () => {
  it('is verified by the link that is sent at registration, once', async () => {
    const { confirm, me, mailsOf } = await registered()
    expect((await me())['emailVerifiedAt']).toBeUndefined()
    const [mail] = await mailsOf('verify_email')
    expect(mail).toMatchObject({ email: camille.email, name: 'Camille Désirée Durand' })
    expect((await confirm(mail?.token)).status).toBe(204)
    expect((await me())['emailVerifiedAt']).toBeTruthy()
    expect((await confirm(mail?.token)).body.code).toBe('invalid_token')
  })

  it('has the link sent again when it is asked for, and not once it is verified', async () => {
    const { send, as, confirm, mailsOf } = await registered()
    const ask = () => send('POST /api/me/email-verification', { as })
    expect((await ask()).status).toBe(202)
    const mails = await mailsOf('verify_email')
    expect(mails).toHaveLength(2)
    await confirm(mails[1]?.token)
    expect((await ask()).status).toBe(202)
    expect(await mailsOf('verify_email')).toEqual([])
  })

  it('is another one once the new address has confirmed, and both are told', async () => {
    const { change, confirm, me, link, mailsOf, logIn } = await registered()
    expect((await change()).status).toBe(202)
    expect((await mailsOf('email_change_requested')).map(({ email }) => email)).toEqual([
      camille.email,
    ])
    expect((await me())['email']).toBe(camille.email)
    expect((await confirm(await link())).status).toBe(204)
    expect(await me()).toMatchObject({ email: wanted, emailVerifiedAt: expect.any(String) })
    expect((await mailsOf('email_changed')).map(({ email }) => email)).toEqual([
      camille.email,
      wanted,
    ])
    expect((await logIn()).status).toBe(401)
    expect((await logIn({ email: wanted })).status).toBe(200)
  })

  it('needs the password', async () => {
    const { change } = await registered()
    expect((await change({ password: 'fausse' })).body.code).toBe('invalid_credentials')
  })

  it('frees the address before for others, and only that', async () => {
    const { change, confirm, link, register, user } = await registered()
    await change()
    await confirm(await link())
    const other = await register()
    expect(other.user.userId).not.toBe(user.userId)
    expect((await register({ email: wanted })).code).toBe('email_taken')
  })

  it('does not become one that somebody has, and says so to its owner only', async () => {
    const { register, change, link, confirm, mailsOf, me } = await registered()
    await change()
    const token = await link()
    await register({ email: wanted })
    expect((await confirm(token)).body.code).toBe('email_taken')
    expect((await change()).status).toBe(202)
    expect(await mailsOf('confirm_new_email')).toHaveLength(1)
    expect((await me())['email']).toBe(camille.email)
  })

  it('stays the one that somebody else changes to first, though their change is not written yet', async () => {
    const { accounts, register, user } = await registered()
    await accounts.claimForChange(wanted, user.userId)
    expect((await register({ email: wanted })).code).toBe('email_taken')
  })

  it('can be had by others when a change to it was begun and never ended', async () => {
    const { accounts, register, store, user } = await registered()
    await accounts.claimForChange(wanted, user.userId)
    store.clock.nowMs += 60_001
    const { userId } = (await register({ email: wanted })).user
    expect(userId).not.toBe(user.userId)
    await accounts.freeEmail(emailKey(wanted), user.userId)
    expect((await accounts.byEmail(wanted))?.id).toBe(userId)
  })

  it('takes its links for a new password with it', async () => {
    const { send, change, confirm, link, mailsOf } = await registered()
    await send('POST /api/auth/forgot-password', { body: { email: camille.email } })
    const [mail] = await mailsOf('reset_password')
    await change()
    await confirm(await link())
    const newPassword = 'une nouvelle phrase longue'
    const reset = await send('POST /api/auth/reset-password', {
      body: { token: mail?.token, newPassword },
    })
    expect(reset.body.code).toBe('invalid_token')
  })

  it('gets three mails in a quarter of an hour at most', async () => {
    const { send, as } = await registered()
    const ask = () => send('POST /api/me/email-verification', { as })
    for (let n = 0; n < 3; n++) expect((await ask()).status).toBe(202)
    expect((await ask()).body.code).toBe('rate_limited')
  })
})

describe('a message', () => {
  it('is read by no service that the contract does not name', async () => {
    const { app, mailsOf } = await registered()
    const [mail] = await mailsOf('verify_email')
    const path = `/internal/account-messages/${mail?.messageId}`
    const headers = { 'dapr-api-token': 'app-token', 'dapr-caller-app-id': 'billing' }
    expect((await app.request(path, { headers })).status).toBe(403)
    expect((await app.request(path)).status).toBe(403)
  })
})
