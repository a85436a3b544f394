import { describe, expect, it } from 'vitest'
import { camille, createAppTwin, password } from '../../test/app-twin.ts'

const newPassword = 'une phrase pour le travail'
const email = 'sacha@example.com'

type Shown = { invitationId: string; status: string; role: string }

async function invited(given: object = {}) {
  const twin = createAppTwin()
  const { accessToken: as } = await twin.employ('admin')
  const invite = (body: object = {}) =>
    twin.send('POST /api/invitations', { as, body: { email, role: 'support', ...given, ...body } })
  const { status, body } = await invite()
  const invitation = body as unknown as Shown
  const token = async () => (await twin.mailsOf('invitation')).at(-1)?.token
  const accept = (of: unknown, body: object = {}) =>
    twin.send('POST /api/auth/invitations', {
      body: { token: of, password: newPassword, firstName: 'Sacha', ...body },
    })
  const revoke = (id = invitation.invitationId) =>
    twin.send(`DELETE /api/invitations/${id}`, { as })
  const list = async () => {
    const { accessToken } = await twin.employ('admin')
    const { body: seen } = await twin.send('GET /api/invitations', { as: accessToken })
    return seen['items'] as Shown[]
  }
  return { ...twin, as, invite, status, invitation, token, accept, revoke, list }
}

describe('an invitation', () => {
  it('makes an account with the role, signed in and with a verified email, by the link of its mail', async () => {
    const { status, token, accept, list, mailsOf } = await invited()
    expect(status).toBe(201)
    const [mail] = await mailsOf('invitation')
    expect(mail).toMatchObject({ email, locale: 'fr', name: '' })
    const accepted = await accept(await token())
    expect([accepted.status, accepted.body.user.roles]).toEqual([200, ['customer', 'support']])
    expect(accepted.body.user).toMatchObject({ email, emailVerifiedAt: expect.any(String) })
    expect(await list()).toMatchObject([
      { status: 'accepted', acceptedBy: accepted.body.user.userId },
    ])
  })

  it('is accepted once', async () => {
    const { token, accept } = await invited()
    const link = await token()
    await accept(link)
    expect((await accept(link)).body.code).toBe('invalid_token')
  })

  it('gives an account of before the role, by its own password and by no other', async () => {
    const { register, token, accept, accounts } = await invited({ email: camille.email })
    const { user } = await register()
    const link = await token()
    expect((await accept(link)).body.code).toBe('invalid_credentials')
    expect((await accounts.get(user.userId))?.data.roles).toEqual(['customer'])
    const accepted = await accept(link, { password })
    expect([accepted.status, accepted.body.user.userId]).toEqual([200, user.userId])
    expect(accepted.body.user.roles).toEqual(['customer', 'support'])
  })

  it('is over after seven days, when it is revoked, and when there is a newer one', async () => {
    const { token, accept, invite, revoke, list, time } = await invited()
    const first = await token()
    await invite()
    expect((await accept(first)).body.code).toBe('invalid_token')
    const second = await token()
    const [newest] = await list()
    expect((await revoke(newest?.invitationId)).body['status']).toBe('revoked')
    expect((await accept(second)).body.code).toBe('invalid_token')
    await invite({ email: 'later@example.com' })
    const third = await token()
    time.nowMs += 7 * 86_400_000
    expect((await accept(third)).body.code).toBe('invalid_token')
    expect((await list()).map(({ status }) => status)).toContain('expired')
  })

  it('gives no role when it is revoked while it is accepted', async () => {
    const { token, accept, revoke, passwords, accounts } = await invited()
    const { hash } = passwords
    Object.assign(passwords, {
      async hash(...given: Parameters<typeof hash>) {
        await revoke()
        return await hash(...given)
      },
    })
    expect((await accept(await token())).body.code).toBe('invalid_token')
    expect((await accounts.byEmail(email))?.data.roles).toEqual(['customer'])
  })

  it('that was accepted cannot be revoked', async () => {
    const { token, accept, revoke } = await invited()
    await accept(await token())
    expect((await revoke()).body.code).toBe('transition_refused')
  })

  it('takes no short password, and keeps its link then', async () => {
    const { token, accept } = await invited()
    const link = await token()
    const refused = await accept(link, { password: 'court' })
    expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, 'password'])
    expect((await accept(link)).status).toBe(200)
  })

  it('is made, seen and revoked by admins only', async () => {
    const { employ, send, invitation } = await invited()
    const { accessToken: as } = await employ('staff')
    const asked = [
      ['POST /api/invitations', { email, role: 'admin' }],
      ['GET /api/invitations', undefined],
      [`DELETE /api/invitations/${invitation.invitationId}`, undefined],
      ['GET /api/staff', undefined],
    ] as const
    for (const [operation, body] of asked)
      expect([operation, (await send(operation, { as, body })).status]).toEqual([operation, 403])
  })
})

describe('the staff', () => {
  it('are listed by role, and end at once when an admin disables them', async () => {
    const { as, token, accept, send } = await invited({ role: 'staff' })
    const { body: worker } = await accept(await token())
    const { body } = await send('GET /api/staff?role=staff', { as })
    const ids = (body['items'] as { userId: string }[]).map(({ userId }) => userId)
    expect(ids).toContain(worker.user.userId)
    const disable = `PATCH /api/users/${worker.user.userId}/status`
    expect((await send(disable, { as, body: { status: 'suspended' } })).status).toBe(200)
    expect((await send('GET /api/me', { as: worker.accessToken })).status).toBe(401)
    const { refreshToken } = worker
    expect((await send('POST /api/auth/refresh', { body: { refreshToken } })).status).toBe(401)
  })

  it('do not disable each other: that is for admins', async () => {
    const { token, accept, employ, send } = await invited({ role: 'support' })
    const { body: worker } = await accept(await token())
    const { accessToken: as } = await employ('staff')
    const disable = `PATCH /api/users/${worker.user.userId}/status`
    expect((await send(disable, { as, body: { status: 'suspended' } })).status).toBe(403)
  })

  it('see what each role may, and what they may themselves', async () => {
    const { token, accept, send } = await invited()
    const { body: worker } = await accept(await token())
    const { body } = await send('GET /api/permissions', { as: worker.accessToken })
    expect(body['mine']).toEqual(expect.arrayContaining(['customers.read', 'customers.note']))
    expect(body['mine']).not.toContain('refunds.write')
    expect(body['permissions']).toContainEqual({
      permission: 'refunds.write',
      roles: ['staff', 'admin'],
      operations: ['CreateRefund'],
    })
  })
})
