import { beforeAll, describe, expect, it } from 'vitest'
import { processesOf } from '../faults/kit/processes.ts'
import { eventually, newKey } from '../src/api.ts'
import { openJourney } from '../src/journey.ts'
import { buy, password, register, sell, signIn } from '../src/shopper.ts'

const { platform, api, staff } = await openJourney()
/** What a change of roles, of status or of a password may take to reach every service. */
const withinMs = 5_000
let admin: string

beforeAll(async () => {
  admin = await signIn(api, platform.admin)
})

/** A new person with these roles: its id, and a token that says so. */
async function employ(roles: string[]) {
  const { email, token: first } = await register(api)
  const { userId } = (await api<{ userId: string }>('GET /api/me', { token: first })).body
  const promoted = await api(`PUT /api/users/${userId}/roles`, { token: admin, body: { roles } })
  expect(promoted.status).toBe(200)
  return { userId, email, token: await signIn(api, { email, password }) }
}

type Operation = { readonly name: string; readonly body?: unknown }

/** Waits until a token is refused by every operation; answers how long that took. */
async function refusedEverywhere(token: string, operations: readonly Operation[]): Promise<number> {
  const startedAt = Date.now()
  const ask = async ({ name, body }: Operation) => {
    const answer = await api<{ code: string }>(name, {
      token,
      key: newKey(),
      ...(body === undefined ? {} : { body }),
    })
    return answer.body.code === 'invalid_token' ? [] : [`${name} ${answer.status}`]
  }
  await eventually(
    'the token to be refused everywhere',
    async () => (await Promise.all(operations.map(ask))).flat(),
    (allowed) => allowed.length === 0,
    withinMs,
  )
  return Date.now() - startedAt
}

describe('a member of staff who is demoted and suspended', () => {
  it('can do nothing with the old token: refunds, stock, users, orders, also after a restart', async () => {
    const sku = await sell(api, staff, { price: 2000, stock: 5 })
    const { order } = await buy(api, sku)
    const former = await employ(['customer', 'staff'])
    const intent = `/api/payment-intents/${order.payment.paymentIntentId}`
    const reads = [
      { name: 'GET /api/users' },
      { name: 'GET /api/orders' },
      { name: `GET ${intent}` },
    ]
    for (const { name } of reads) {
      expect((await api(name, { token: former.token })).status).toBe(200)
    }
    await api(`PUT /api/users/${former.userId}/roles`, {
      token: admin,
      body: { roles: ['customer'] },
    })
    await api(`PATCH /api/users/${former.userId}/status`, {
      token: admin,
      body: { status: 'suspended' },
    })
    await refusedEverywhere(former.token, reads)
    const writes = [
      {
        name: `POST ${intent}/refunds`,
        body: { amount: 100, reason: 'x' },
      },
      { name: `PUT /api/stock/${sku}`, body: { onHand: 77 } },
      { name: `PATCH /api/users/${former.userId}/status`, body: { status: 'active' } },
      { name: `POST /api/orders/${order.orderId}/cancel`, body: {} },
      { name: 'POST /api/categories', body: { slug: 'x', name: { fr: 'x' } } },
      { name: 'GET /api/invoices' },
      { name: 'GET /api/shipments' },
      { name: 'PUT /cart', body: { lines: [] } },
    ]
    await refusedEverywhere(former.token, writes)
    if (!platform.isElsewhere) {
      const processes = processesOf(platform)
      const before = processes.restarts('inventory')
      processes.kill('inventory')
      await processes.recovered('inventory', before)
      await refusedEverywhere(former.token, writes)
    }
    const payment = await api<{ refunded?: { amount: number } }>(`GET ${intent}`, { token: staff })
    expect(payment.body.refunded?.amount ?? 0).toBe(0)
  })

  it('gets a token of the new roles by refreshing', async () => {
    const { email, userId } = await employ(['customer', 'staff'])
    const session = await api<{ accessToken: string; refreshToken: string }>(
      'POST /api/auth/login',
      {
        body: { email, password },
      },
    )
    await api(`PUT /api/users/${userId}/roles`, { token: admin, body: { roles: ['customer'] } })
    await refusedEverywhere(session.body.accessToken, [{ name: 'GET /api/users' }])
    const next = await api<{ accessToken: string }>('POST /api/auth/refresh', {
      body: { refreshToken: session.body.refreshToken },
    })
    const token = next.body.accessToken
    expect((await api('GET /api/users', { token })).status).toBe(403)
    expect((await api('GET /api/orders', { token })).status).toBe(200)
  })
})

describe('a customer', () => {
  const reads = [
    { name: 'GET /api/me' },
    { name: 'GET /api/orders' },
    { name: 'GET /api/invoices' },
  ]

  it('reads nothing once suspended, and signs in again when let in', async () => {
    const customer = await employ(['customer'])
    const status = (wanted: string) =>
      api(`PATCH /api/users/${customer.userId}/status`, { token: staff, body: { status: wanted } })
    expect((await status('suspended')).status).toBe(200)
    await refusedEverywhere(customer.token, reads)
    expect((await status('active')).status).toBe(200)
    const token = await signIn(api, { email: customer.email, password })
    for (const { name } of reads) expect((await api(name, { token })).status).toBe(200)
    await refusedEverywhere(customer.token, reads)
  })

  it.each([
    { name: 'POST /api/auth/logout-all' },
    {
      name: 'POST /api/auth/change-password',
      body: { currentPassword: password, newPassword: `${password} neuve` },
    },
    { name: 'DELETE /api/me', body: { password } },
  ])('has no valid token left after $name', async (operation) => {
    const { token } = await register(api)
    expect((await api('GET /api/orders', { token })).status).toBe(200)
    const { name, ...asked } = operation
    expect((await api(name, { token, ...asked })).status).toBe(204)
    await refusedEverywhere(token, reads)
  })
})
