import { createMemoryRevocations } from '@comptoir/dapr/test/memory-twins'
import { describe, expect, it } from 'vitest'
import { createAppTwin, password } from '../../test/app-twin.ts'
import { repeatRevocations } from './end-sessions.ts'

type Twin = ReturnType<typeof createAppTwin>
const setRoles = async (twin: Twin, userId: string, roles: string[]) =>
  await twin.send(`PUT /api/users/${userId}/roles`, {
    as: (await twin.employ('admin')).accessToken,
    body: { roles },
  })

describe('the tokens of a person', () => {
  it.each([
    ['POST /api/auth/logout-all', undefined],
    [
      'POST /api/auth/change-password',
      { currentPassword: password, newPassword: 'une nouvelle phrase longue' },
    ],
    ['DELETE /api/me', { password }],
  ])('end with %s', async (operation, body) => {
    const { register, send } = createAppTwin()
    const { accessToken: as } = await register()
    expect((await send(operation, { as, body })).status).toBe(204)
    expect((await send('GET /api/me', { as })).body.code).toBe('invalid_token')
  })

  it('end when the roles change, and stay when they are set to what they are', async () => {
    const twin = createAppTwin()
    const { accessToken: as, user } = await twin.register()
    const readMe = async () => (await twin.send('GET /api/me', { as })).status
    await setRoles(twin, user.userId, ['customer'])
    expect(await readMe()).toBe(200)
    await setRoles(twin, user.userId, ['customer', 'staff'])
    expect(await readMe()).toBe(401)
    const fresh = (await twin.logIn()).body.accessToken
    expect((await twin.send('GET /api/users', { as: fresh })).status).toBe(200)
  })

  it('are said to be void again after a crash, or when the list of them is lost', async () => {
    const twin = createAppTwin()
    const { user } = await twin.register()
    await setRoles(twin, user.userId, ['customer', 'staff'])
    const revocations = createMemoryRevocations()
    const clock = () => new Date(twin.time.nowMs)
    await repeatRevocations({ ...twin, revocations, clock })
    expect(revocations.isRevoked(user.userId, 0)).toBe(true)
    expect(revocations.isRevoked(user.userId, 1)).toBe(false)
    twin.time.nowMs += 17 * 60_000
    const later = createMemoryRevocations()
    await repeatRevocations({ ...twin, revocations: later, clock })
    expect(later.isRevoked(user.userId, 0)).toBe(false)
  })
})
