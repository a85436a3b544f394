import { expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { mailTo, tokenIn } from '../../src/mailbox.ts'
import { password, register, signIn } from '../../src/shopper.ts'

const { platform, api } = await openJourney()
const newPassword = 'une tout autre phrase de passe'

it('gives who forgot their password a new one, by the link of a mail that works once', async () => {
  const { email, token } = await register(api)
  const unknown = `nobody-${email}`
  const forgot = (address: string) =>
    api('POST /api/auth/forgot-password', { body: { email: address } })
  const answers = [await forgot(email), await forgot(unknown)]
  expect(answers.map(({ status, body }) => [status, body])).toEqual([
    [202, {}],
    [202, {}],
  ])
  const mail = await mailTo(platform, email, /nouveau mot de passe/)
  const reset = () =>
    api<{ code?: string }>('POST /api/auth/reset-password', {
      body: { token: tokenIn(mail), newPassword },
    })
  expect((await reset()).status).toBe(204)
  expect((await reset()).body.code).toBe('invalid_token')
  await eventually(
    'the old token to be void',
    () => api('GET /api/me', { token }),
    ({ status }) => status === 401,
  )
  expect((await api('POST /api/auth/login', { body: { email, password } })).status).toBe(401)
  await signIn(api, { email, password: newPassword })
  await mailTo(platform, email, /mot de passe a changé/)
})

it('moves an account to another email once it is confirmed, of which both addresses are told', async () => {
  const { email, token } = await register(api)
  const wanted = `moved-${email}`
  const asked = await api('POST /api/me/email', { token, body: { email: wanted, password } })
  expect(asked.status).toBe(202)
  await mailTo(platform, email, /changement d’adresse/)
  const link = await mailTo(platform, wanted, /nouvelle adresse/)
  const confirmed = await api('POST /api/auth/verify-email', { body: { token: tokenIn(link) } })
  expect(confirmed.status).toBe(204)
  await mailTo(platform, email, /a changé/)
  await mailTo(platform, wanted, /a changé/)
  await signIn(api, { email: wanted, password })
})
