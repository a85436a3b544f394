import { setTimeout as sleep } from 'node:timers/promises'
import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { appToken, createAppTwin, from, password } from '../test/app-twin.ts'
import { crashPoints, createCrash } from '../test/crash.ts'
import { finishErasures } from './erasures/erase-account.ts'
import { repeatRevocations } from './sessions/end-sessions.ts'

/** What every replica does again and again. */
async function runWorkers(twin: ReturnType<typeof createAppTwin>) {
  await finishErasures(twin)
  await repeatRevocations({ ...twin, clock: () => new Date(twin.time.nowMs) })
}

const withTwin = () => {
  const twin = createAppTwin()
  return { ...twin, twin, crash: createCrash(twin) }
}

describe.each(crashPoints)('after a crash behind write %i', (writes) => {
  it('an invitation is accepted by the same link', async () => {
    const { send, employ, mailsOf, crash, accounts } = withTwin()
    const { accessToken: as } = await employ('admin')
    const email = 'sacha@example.com'
    await send('POST /api/invitations', { as, body: { email, role: 'support' } })
    const [mail] = await mailsOf('invitation')
    const accept = () =>
      send('POST /api/auth/invitations', {
        body: { token: mail?.token, password, firstName: 'Sacha' },
      })
    crash.after(writes)
    const { status } = await accept()
    expect(status).toBe(crash.restart() ? 500 : 200)
    const roles = async () => (await accounts.byEmail(email))?.data.roles
    if (!(await roles())?.includes('support')) expect((await accept()).status).toBe(200)
    expect(await roles()).toEqual(['customer', 'support'])
    expect((await accept()).body.code).toBe('invalid_token')
    const userId = (await accounts.byEmail(email))?.id ?? ''
    await send(`PUT /api/users/${userId}/roles`, { as, body: { roles: ['customer'] } })
    expect((await accept()).body.code).toBe('invalid_token')
    expect(await roles()).toEqual(['customer'])
  })

  it('a session is ended by the same request', async () => {
    const { twin, register, logIn, send, crash, sessions, time } = withTwin()
    const { user } = await register()
    time.nowMs += 1_000
    const lost = (await logIn()).body
    const { accessToken: as } = (await logIn({}, from('203.0.113.7'))).body
    const [sessionId] = lost.refreshToken.split('.')
    const end = () => send(`DELETE /api/me/sessions/${sessionId}`, { as })
    crash.after(writes)
    await end()
    crash.restart()
    await end()
    await runWorkers(twin)
    expect((await sessions.living(user.userId)).map(({ familyId }) => familyId)).not.toContain(
      sessionId,
    )
    expect((await send('GET /api/me', { as: lost.accessToken })).status).toBe(401)
  })

  it('an erasure is finished: nothing is left of the person, and its services can confirm it', async () => {
    const { twin, register, send, crash, accounts, erasures, exports, store, sessions } = withTwin()
    const { accessToken: as, user, refreshToken } = await register()
    const asked = await send('POST /api/me/exports', { as, body: { password } })
    const { exportId } = asked.body as unknown as { exportId: string }
    const headers = appTokenHeaders(appToken, 'orders')
    const body = { records: [{ kind: 'order', id: 'ord_1', data: {} }], isLast: false }
    await send(`PUT /internal/personal-data/${exportId}/orders/0`, { headers, body })
    crash.after(writes)
    await send('POST /api/me/erasure', { as, body: { password } })
    crash.restart()
    await sleep(1)
    if ((await accounts.get(user.userId))?.data.status !== 'anonymised')
      await send('POST /api/me/erasure', { as, body: { password } })
    await send(`PUT /internal/erasures/${user.userId}/orders`, { headers })
    await runWorkers(twin)
    expect((await erasures.get(user.userId))?.data.erased).toMatchObject({
      ...{ accounts: expect.any(String), orders: expect.any(String) },
    })
    expect((await accounts.get(user.userId))?.data).not.toHaveProperty('erasing')
    expect((await exports.list(user.userId)).items).toEqual([])
    const page = await store.state.read(`data-export-pages:${exportId}.orders.0`)
    expect(page?.value).toMatchObject({ deleted: true })
    expect(await sessions.living(user.userId)).toEqual([])
    expect((await send('POST /api/auth/refresh', { body: { refreshToken } })).status).toBe(401)
  })
})
