import { AccountMessageRequested } from '@comptoir/contracts/accounts/events'
import type { AccountMessage, MessageKind } from '@comptoir/contracts/accounts/messages'
import { services } from '@comptoir/contracts/topology'
import { expect, it } from 'vitest'
import { eventually } from '../src/api.ts'
import { openJourney } from '../src/journey.ts'
import { register, signIn } from '../src/shopper.ts'

const { platform, api, direct } = await openJourney()
const accounts = direct(services.accounts.port)
const password = 'une phrase de passe assez longue'
const newPassword = 'une tout autre phrase de passe'
const headers = {
  'dapr-api-token': platform.appApiToken,
  'dapr-caller-app-id': 'notifications',
}

type Told = { type: string; data: unknown }
type Page = { entries: { event: Told }[]; next: string }

/** All events of accounts, oldest first. */
async function logOfAccounts() {
  const events: Told[] = []
  for (let after = '0-0'; ; ) {
    const { body } = await accounts<Page>(`GET /internal/log?after=${after}`, { headers })
    events.push(...body.entries.map(({ event }) => event))
    if (body.entries.length === 0) return events
    after = body.next
  }
}

/** What whoever sends mails gets: by the log of accounts and the internal operation, as notifications does. */
async function mailOf(userId: string, kind: MessageKind): Promise<AccountMessage> {
  const asked = await eventually(
    `a mail ${kind}`,
    async () => {
      const told = (await logOfAccounts())
        .filter(({ type }) => type === AccountMessageRequested.type)
        .map(({ data }) => AccountMessageRequested.schema.parse(data))
      return told.findLast((one) => one.kind === kind && one.userId === userId)
    },
    (found) => found !== undefined,
  )
  const path = `GET /internal/account-messages/${asked?.messageId}`
  const { status, body } = await accounts<AccountMessage>(path, { headers })
  expect(status).toBe(200)
  return body
}

async function person() {
  const { email, token } = await register(api)
  const { userId } = (await api<{ userId: string }>('GET /api/me', { token })).body
  return { email, token, userId }
}

it('gives who forgot their password a new one by a link that works once', async () => {
  const { email, token, userId } = await person()
  const asked = await api('POST /api/auth/forgot-password', { body: { email } })
  expect([asked.status, asked.body]).toEqual([202, {}])
  const mail = await mailOf(userId, 'reset_password')
  expect(mail.email).toBe(email)
  const reset = () =>
    api<{ code?: string }>('POST /api/auth/reset-password', {
      body: { token: mail.token, newPassword },
    })
  expect((await reset()).status).toBe(204)
  expect((await reset()).body.code).toBe('invalid_token')
  await eventually(
    'the old token to be void',
    () => api('GET /api/me', { token }),
    ({ status }) => status === 401,
  )
  const old = await api('POST /api/auth/login', { body: { email, password } })
  expect(old.status).toBe(401)
  await signIn(api, { email, password: newPassword })
})

it('moves an account to another email, of which both addresses are told', async () => {
  const { email, token, userId } = await person()
  const wanted = `moved-${email}`
  const asked = await api('POST /api/me/email', { token, body: { email: wanted, password } })
  expect(asked.status).toBe(202)
  expect((await mailOf(userId, 'email_change_requested')).email).toBe(email)
  const link = await mailOf(userId, 'confirm_new_email')
  expect(link.email).toBe(wanted)
  const confirmed = await api('POST /api/auth/verify-email', { body: { token: link.token } })
  expect(confirmed.status).toBe(204)
  await mailOf(userId, 'email_changed')
  await signIn(api, { email: wanted, password })
  const again = await api('POST /api/auth/register', { body: { email, password } })
  expect(again.status).toBe(201)
})
