import { createTokenVerifier } from '@comptoir/service/auth/auth'
import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { expect, it } from 'vitest'
import { appToken, createAppTwin } from '../test/app-twin.ts'

const fromOrders = { headers: appTokenHeaders(appToken, 'orders') }

it('signs a token of one order, which every service verifies by itself', async () => {
  const { send, keys, time } = createAppTwin()
  const { status, body } = await send('POST /internal/guests/ord_1/tokens', fromOrders)
  expect([status, body.expiresInSeconds]).toEqual([200, 900])
  const verify = createTokenVerifier({
    ...{ issuer: 'comptoir', audience: 'comptoir', fetchKeys: keys.publicKeys },
    clock: () => time.nowMs,
  })
  expect(await verify(body.accessToken)).toMatchObject({ id: 'gst_1', guestOf: 'ord_1', roles: [] })
  time.nowMs += 901_000
  await expect(verify(body.accessToken)).rejects.toMatchObject({ code: 'invalid_token' })
})

it('gives the token of a guest no account: profile and addresses stay closed', async () => {
  const { send } = createAppTwin()
  const { body } = await send('POST /internal/guests/ord_1/tokens', fromOrders)
  for (const path of ['/api/me', '/api/me/addresses', '/api/users'])
    expect((await send(`GET ${path}`, { as: body.accessToken })).status).toBe(401)
})

it('tells once that the guest of an order is to be erased', async () => {
  const { send, store } = createAppTwin()
  for (let n = 0; n < 3; n++)
    expect((await send('PUT /internal/guests/ord_1/erasure', fromOrders)).status).toBe(204)
  const told = store.published.filter(({ type }) => type.includes('user-deleted'))
  expect(told.map(({ data }) => data)).toEqual([{ userId: 'gst_1' }])
})

it('does both for orders alone', async () => {
  const { send } = createAppTwin()
  for (const operation of [
    'POST /internal/guests/ord_1/tokens',
    'PUT /internal/guests/ord_1/erasure',
  ])
    for (const caller of ['carts', 'gateway', undefined]) {
      const headers = caller ? appTokenHeaders(appToken, caller) : {}
      expect((await send(operation, { headers })).status).toBeGreaterThanOrEqual(401)
    }
})
