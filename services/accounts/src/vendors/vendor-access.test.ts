import { VendorApproved, VendorClosed } from '@comptoir/contracts/admin/events'
import { createTokenVerifier, vendorOf } from '@comptoir/service/auth/auth'
import { describe, expect, it } from 'vitest'
import { createAppTwin } from '../../test/app-twin.ts'
import { createSubscribers } from '../subscribers.ts'

const vendorId = 'ven_1'

/** An account that applied to sell, and what admin tells of its vendor. */
async function createApplicant() {
  const twin = createAppTwin()
  const { user, accessToken } = await twin.register()
  const subscribers = createSubscribers({ ...twin, clock: () => new Date(twin.time.nowMs) })
  const tell = (status: 'approved' | 'closed', version: number, ownerId = user.userId) => {
    const kind = status === 'approved' ? VendorApproved : VendorClosed
    const handler = subscribers.find(({ definition }) => definition === kind)
    const meta = { id: `e${version}`, type: kind.type, subject: vendorId, version, time: '' }
    return handler?.handle({ vendorId, ownerId, status, commissionBps: 1_000 }, meta)
  }
  const account = async () => (await twin.accounts.get(user.userId))?.data
  const vendorInToken = async () => {
    const verify = createTokenVerifier({
      ...{ issuer: 'comptoir', audience: 'comptoir', fetchKeys: twin.keys.publicKeys },
      clock: () => twin.time.nowMs,
    })
    return vendorOf(await verify((await twin.logIn()).body.accessToken))
  }
  return { ...twin, user, accessToken, tell, account, vendorInToken }
}

describe('who applied for a vendor', () => {
  it('has the role in the next token once it is approved, and in none once it is closed', async () => {
    const { tell, account, vendorInToken, send, accessToken } = await createApplicant()
    expect(await vendorInToken()).toBeUndefined()
    await tell('approved', 3)
    expect(await account()).toMatchObject({ roles: ['customer', 'vendor'], vendorId })
    expect((await send('GET /api/me', { as: accessToken })).status).toBe(401)
    expect(await vendorInToken()).toBe(vendorId)
    await tell('closed', 7)
    expect((await account())?.roles).toEqual(['customer'])
    expect(await vendorInToken()).toBeUndefined()
  })

  it('changes once, however often and in whatever order it is told', async () => {
    const { tell, account } = await createApplicant()
    await tell('approved', 3)
    const once = await account()
    await tell('approved', 3)
    expect(await account()).toEqual(once)
    await tell('closed', 7)
    const closed = await account()
    await tell('approved', 3)
    await tell('closed', 7)
    expect(await account()).toEqual(closed)
    expect(closed?.vendorId).toBeUndefined()
  })

  it('does not get the role back by the same news after an admin took it away', async () => {
    const { tell, account, send, employ, user } = await createApplicant()
    const { accessToken: as } = await employ('admin')
    await tell('approved', 3)
    const body = { roles: ['customer'] }
    expect((await send(`PUT /api/users/${user.userId}/roles`, { as, body })).status).toBe(200)
    await tell('approved', 3)
    expect((await account())?.roles).toEqual(['customer'])
  })

  it('gets the role by the news told again after a crash had cut them short', async () => {
    const { tell, account, accounts } = await createApplicant()
    const { change } = accounts
    Object.assign(accounts, { change: () => Promise.reject(new Error('the store is away')) })
    await expect(tell('approved', 3)).rejects.toThrow('away')
    Object.assign(accounts, { change })
    await tell('approved', 3)
    expect((await account())?.roles).toEqual(['customer', 'vendor'])
  })

  it('never gets the role of a vendor that was closed before the approval came', async () => {
    const { tell, account } = await createApplicant()
    await tell('closed', 7)
    await tell('approved', 3)
    expect((await account())?.roles).toEqual(['customer'])
  })

  it('may be gone', async () => {
    const { tell } = await createApplicant()
    await expect(tell('approved', 3, 'usr_none')).resolves.toBeUndefined()
  })
})

describe('others who work for a vendor', () => {
  it('are named by an admin, for a vendor with a contract, and leave when it is closed', async () => {
    const { tell, send, employ, register, accounts } = await createApplicant()
    const { accessToken: as } = await employ('admin')
    const { user } = await register({ email: 'lou@example.com' })
    const put = (body: object) => send(`PUT /api/users/${user.userId}/roles`, { as, body })
    const vendor = { roles: ['customer', 'vendor'], vendorId }
    expect((await put(vendor)).body.errors).toMatchObject([{ field: 'vendorId' }])
    await tell('approved', 3)
    expect((await put({ roles: ['customer'], vendorId })).status).toBe(400)
    expect((await put(vendor)).body).toMatchObject(vendor)
    expect((await put({ roles: ['vendor'] })).body).toMatchObject({ roles: ['vendor'], vendorId })
    await tell('closed', 7)
    const left = (await accounts.get(user.userId))?.data
    expect([left?.roles, left?.vendorId]).toEqual([['customer'], undefined])
  })
})
