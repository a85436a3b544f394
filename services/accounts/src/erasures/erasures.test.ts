import { emailKeyOf } from '@comptoir/contracts/email'
import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { appToken, createAppTwin, password } from '../../test/app-twin.ts'

const owners = [
  'inventory',
  'carts',
  'orders',
  'payments',
  'billing',
  'shipping',
  'notifications',
  'promotions',
  'admin',
  'support',
]

type Receipt = {
  userId: string
  completedAt?: string
  services: { service: string; erasedAt?: string; keeps: { fr: string; en: string } }[]
}

async function registered() {
  const twin = createAppTwin()
  const { accessToken: as, user } = await twin.register()
  const erase = () => twin.send('POST /api/me/erasure', { as, body: { password } })
  const confirm = (service: string, userId = user.userId, by = service) =>
    twin.send(`PUT /internal/erasures/${userId}/${service}`, {
      headers: appTokenHeaders(appToken, by),
    })
  const read = async (receipt: unknown) =>
    (await twin.send(`GET /api/erasure-receipts/${receipt}`)) as unknown as {
      status: number
      body: Receipt
    }
  return { ...twin, as, user, erase, confirm, read }
}

describe('the erasure of a person', () => {
  it('has a receipt that nobody needs to sign in for, complete once every service has erased', async () => {
    const { erase, confirm, read, user } = await registered()
    const erased = await erase()
    expect(erased.status).toBe(202)
    const { receipt } = erased.body
    const before = (await read(receipt)).body
    expect(
      before.services.filter(({ erasedAt }) => erasedAt).map(({ service }) => service),
    ).toEqual(['accounts'])
    for (const service of owners) {
      expect((await read(receipt)).body.completedAt).toBeUndefined()
      expect((await confirm(service)).status).toBe(204)
    }
    const { body } = await read(receipt)
    expect(body).toMatchObject({ userId: user.userId, completedAt: expect.any(String) })
    expect(body.services.every(({ keeps }) => keeps.fr && keeps.en)).toBe(true)
    expect(JSON.stringify(body)).toContain('L123-22')
  })

  it('tells orders the digest of an email that was proven, until every service has erased', async () => {
    const { erase, confirm, erasures, accounts, user, send } = await registered()
    const headers = appTokenHeaders(appToken, 'orders')
    const path = `GET /internal/accounts/${user.userId}/email-key`
    const key = async () => (await send(path, { headers })).body['emailKey']
    expect(await key()).toBeUndefined()
    const emailVerifiedAt = '2026-11-21T10:00:00.000Z'
    await accounts.change(user.userId, (account) => ({ ...account, emailVerifiedAt }))
    const own = emailKeyOf(user.email)
    expect(await key()).toBe(own)
    await erase()
    for (const service of owners) {
      expect(await key()).toBe(own)
      await confirm(service)
    }
    expect(await key()).toBeUndefined()
    expect((await erasures.get(user.userId))?.data).not.toHaveProperty('emailKey')
  })

  it('keeps the first time of a service that confirms again', async () => {
    const { erase, confirm, erasures, user, time } = await registered()
    await erase()
    await confirm('orders')
    const first = (await erasures.get(user.userId))?.data
    time.nowMs += 60_000
    await confirm('orders')
    expect((await erasures.get(user.userId))?.data).toEqual(first)
  })

  it('is confirmed by each service for itself, and not for who is not to be erased', async () => {
    const { erase, confirm, erasures, user } = await registered()
    await erase()
    expect((await confirm('orders', user.userId, 'billing')).status).toBe(403)
    expect((await confirm('orders', 'usr_unknown')).status).toBe(204)
    expect(await erasures.get('usr_unknown')).toBeUndefined()
  })

  it('is read by the whole receipt only', async () => {
    const { erase, read, user } = await registered()
    const { receipt } = (await erase()).body
    for (const wrong of [user.userId, `${user.userId}.${'A'.repeat(43)}`, `${receipt}A`])
      expect((await read(wrong)).status).toBe(404)
  })

  it('is refused while orders are open, and leaves no record then', async () => {
    const { erase, erasures, world, user } = await registered()
    world.open = 1
    expect((await erase()).body.code).toBe('open_orders')
    expect(await erasures.get(user.userId)).toBeUndefined()
  })

  it('is begun by staff for a customer who wrote, with a reason, and not for one of the staff', async () => {
    const { employ, send, user, accounts } = await registered()
    const { accessToken: as, user: staff } = await employ('staff')
    const path = `/api/users/${user.userId}/erasure`
    expect((await send(`POST ${path}`, { as, body: {} })).status).toBe(400)
    const erased = await send(`POST ${path}`, { as, body: { reason: 'letter of 3 May' } })
    expect(erased.status).toBe(202)
    expect((await accounts.get(user.userId))?.data.status).toBe('anonymised')
    expect((await send(`GET ${path}`, { as })).body).toMatchObject({ requestedBy: 'staff' })
    const again = await send(`POST ${path}`, { as, body: { reason: 'again' } })
    expect(again.body.code).toBe('transition_refused')
    const own = `POST /api/users/${staff.userId}/erasure`
    expect((await send(own, { as, body: { reason: 'x' } })).body.code).toBe('transition_refused')
  })

  it('of the guest of an order is recorded too', async () => {
    const { send, employ, confirm, store } = await registered()
    const headers = appTokenHeaders(appToken, 'orders')
    await send('PUT /internal/guests/ord_X/erasure?by=usr_9', { headers })
    expect(store.recorded.map(({ data }) => data)).toMatchObject([
      {
        ...{ operation: 'EraseGuestOrders', actor: { userId: 'usr_9' }, personId: 'gst_X' },
        object: { collection: 'erasures', id: 'gst_X' },
      },
    ])
    await confirm('orders', 'gst_X')
    const { accessToken: as } = await employ('staff')
    const { body } = await send('GET /api/users/gst_X/erasure', { as })
    const { services } = body as unknown as Receipt
    expect(services.filter(({ erasedAt }) => erasedAt).map(({ service }) => service)).toEqual([
      'accounts',
      'orders',
    ])
  })
})
