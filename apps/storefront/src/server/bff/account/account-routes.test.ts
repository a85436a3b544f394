import { describe, expect, it } from 'vitest'
import { openShop, problem, sessionOf, signIn, user } from '../test/fake-shop.ts'

const wrong = () => problem(401, 'invalid_credentials')
const refreshed = { 'POST /api/auth/refresh': () => Response.json(sessionOf('2')) }
const json = { 'content-type': 'application/json' }

type Answers = Parameters<typeof openShop>[0]

async function openAccount(answers: Answers) {
  const shop = openShop({
    'POST /api/auth/login': () => Response.json(sessionOf('1')),
    ...refreshed,
    ...answers,
  })
  await shop.post('/bff/session', signIn)
  const calls = (call: string) => shop.asked.filter((one) => one.call === call)
  const patch = (body: object, headers: Record<string, string> = {}) =>
    shop.send('/bff/me', {
      ...{ method: 'PATCH', headers: { ...json, ...headers }, body: JSON.stringify(body) },
    })
  return { ...shop, calls, patch }
}

describe('a password that is given again', () => {
  it.each([
    ['/bff/auth/change-password', { currentPassword: 'x', newPassword: 'y' }],
    ['/bff/me/email', { email: 'grace@example.org', password: 'x' }],
    ['/bff/me/exports', { password: 'x' }],
    ['/bff/me/erasure', { password: 'x' }],
  ])('and is wrong counts once, and ends no session: %s', async (path, body) => {
    const { post, asked, calls, jar } = await openAccount({
      'GET /api/me': () => Response.json(user),
      [`POST ${path.replace('/bff', '/api')}`]: wrong,
    })
    const answer = await post(path, body)
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'invalid_credentials' })
    expect(
      asked.filter(({ call }) => call === `POST ${path.replace('/bff', '/api')}`),
    ).toHaveLength(1)
    expect(calls('POST /api/auth/refresh')).toEqual([])
    expect(jar.has('comptoir_session')).toBe(true)
  })

  it('is asked for of nobody who is not signed in', async () => {
    const { post, asked } = openShop({})
    const answer = await post('/bff/me/exports', { password: 'x' })
    expect([answer.status, (await answer.json()).code]).toEqual([401, 'unauthenticated'])
    expect(asked).toEqual([])
  })
})

describe('another password', () => {
  const body = { currentPassword: 'the one of before', newPassword: 'another long enough one' }

  it('ends every session, and this one begins anew with it', async () => {
    const { post, calls, send, jar } = await openAccount({
      'GET /api/me': () => Response.json(user),
      'POST /api/auth/change-password': () => new Response(null, { status: 204 }),
    })
    const before = jar.get('comptoir_session')
    const answer = await post('/bff/auth/change-password', body)
    expect([answer.status, await answer.json()]).toEqual([200, { isSignedIn: true }])
    expect(calls('POST /api/auth/login').at(-1)?.body).toEqual({
      ...{ email: user.email, password: body.newPassword },
    })
    expect(jar.get('comptoir_session')).not.toBe(before)
    expect((await send('/bff/me')).status).toBe(200)
  })

  it('signs out when nobody can be signed in by it now', async () => {
    let logins = 0
    const { post, jar } = await openAccount({
      'POST /api/auth/login': () => {
        logins += 1
        return logins === 1 ? Response.json(sessionOf('1')) : problem(429, 'rate_limited')
      },
      'GET /api/me': () => Response.json(user),
      'POST /api/auth/change-password': () => new Response(null, { status: 204 }),
    })
    const answer = await post('/bff/auth/change-password', body)
    expect([answer.status, await answer.json()]).toEqual([200, { isSignedIn: false }])
    expect(jar.has('comptoir_session')).toBe(false)
    expect(jar.get('comptoir_ui')).not.toMatch(/Ada|who/)
  })
})

describe('a profile', () => {
  it('that changes greets by its new name, and keeps the count of the cart', async () => {
    const renamed = { ...user, firstName: 'Grace' }
    const { patch, send, calls, jar } = await openAccount({
      'PATCH /api/me': () => Response.json(renamed),
    })
    jar.set('comptoir_ui', encodeURIComponent(JSON.stringify({ count: 3, name: 'Ada', who: 'x' })))
    const answer = await patch({ firstName: 'Grace' }, { 'if-match': '"4"' })
    expect(answer.status).toBe(200)
    expect(calls('PATCH /api/me')[0]?.headers.get('if-match')).toBe('"4"')
    expect(JSON.parse(decodeURIComponent(jar.get('comptoir_ui') ?? ''))).toEqual({
      ...{ count: 3, name: 'Grace', who: 'x' },
    })
    expect(await (await send('/bff/session')).json()).toMatchObject({
      person: { firstName: 'Grace' },
    })
  })

  it('that was changed elsewhere is not overwritten', async () => {
    const { patch } = await openAccount({
      'PATCH /api/me': () => problem(412, 'precondition_failed'),
    })
    expect((await patch({ firstName: 'Grace' }, { 'if-match': '"4"' })).status).toBe(412)
  })
})

describe('the other sessions', () => {
  it('end one by one, each with an access token that the one before did not void', async () => {
    let refreshes = 0
    let good = 'access-1'
    const isGood = (headers: Headers) => headers.get('authorization') === `Bearer ${good}`
    const items = ['a', 'b', 'c'].map((sessionId) => ({ sessionId, isCurrent: sessionId === 'b' }))
    const { send, calls, jar } = await openAccount({
      'GET /api/me/sessions': () => Response.json({ items }),
      'DELETE /api/me/sessions/*': ({ headers }) => {
        if (!isGood(headers)) return problem(401, 'invalid_token')
        good = 'none'
        return new Response(null, { status: 204 })
      },
      'POST /api/auth/refresh': () => {
        refreshes += 1
        good = `access-r${refreshes}`
        return Response.json(sessionOf(`r${refreshes}`))
      },
    })
    const answer = await send('/bff/me/sessions', { method: 'DELETE' })
    expect([answer.status, await answer.json()]).toEqual([200, { ended: 2 }])
    expect(calls('DELETE /api/me/sessions/b')).toEqual([])
    expect(calls('DELETE /api/me/sessions/c').length).toBeGreaterThan(0)
    expect(jar.has('comptoir_session')).toBe(true)
  })
})

describe('the other sessions, ended at the same time', () => {
  it('leave this one as it is: other tabs hold no successor that is spent', async () => {
    let isVoid = false
    const items = ['a', 'b', 'c'].map((sessionId) => ({ sessionId, isCurrent: sessionId === 'b' }))
    const { send, calls, jar } = await openAccount({
      'GET /api/me/sessions': () => Response.json({ items }),
      'DELETE /api/me/sessions/*': async () => {
        if (isVoid) return problem(401, 'invalid_token')
        await new Promise((resolve) => setTimeout(resolve, 5))
        isVoid = true
        return new Response(null, { status: 204 })
      },
    })
    const before = jar.get('comptoir_session')
    const answer = await send('/bff/me/sessions', { method: 'DELETE' })
    expect([answer.status, await answer.json()]).toEqual([200, { ended: 2 }])
    expect(calls('POST /api/auth/refresh')).toEqual([])
    expect(jar.get('comptoir_session')).toBe(before)
  })

  it('are refused when accounts does not answer', async () => {
    const items = [{ sessionId: 'a', isCurrent: false }]
    const { send, jar } = await openAccount({
      'GET /api/me/sessions': () => Response.json({ items }),
      'DELETE /api/me/sessions/*': () => problem(503, 'dependency_unavailable'),
    })
    expect((await send('/bff/me/sessions', { method: 'DELETE' })).status).toBe(503)
    expect(jar.has('comptoir_session')).toBe(true)
  })
})

describe('what no page asks for', () => {
  it.each(['DELETE /bff/me', 'PUT /bff/me/preferences', 'POST /bff/auth/logout-all'])(
    'has no way in: %s',
    async (operation) => {
      const [method = '', path = ''] = operation.split(' ')
      const { send, calls } = await openAccount({})
      expect((await send(path, { method })).status).toBe(404)
      expect(calls(operation.replace('/bff', '/api'))).toEqual([])
    },
  )
})

describe('an account that is deleted', () => {
  it('leaves nothing in the browser but that its person left', async () => {
    const erasure = { receipt: 'receipt', erasure: { userId: 'usr_1', services: [] } }
    const { post, jar } = await openAccount({
      'POST /api/me/erasure': () => Response.json(erasure, { status: 202 }),
    })
    for (const name of ['cart', 'orders', 'chat', 'ui']) jar.set(`comptoir_${name}`, 'of before')
    const answer = await post('/bff/me/erasure', { password: 'x' })
    expect([answer.status, await answer.json()]).toEqual([200, erasure])
    const note = encodeURIComponent(JSON.stringify({ count: 0, hasLeft: true }))
    expect([...jar]).toEqual([['comptoir_ui', note]])
  })

  it('stays as it is while orders are open', async () => {
    const { post, jar } = await openAccount({
      'POST /api/me/erasure': () => problem(409, 'open_orders', { open: 2 }),
    })
    const answer = await post('/bff/me/erasure', { password: 'x' })
    expect([answer.status, await answer.json()]).toMatchObject([409, { open: 2 }])
    expect(jar.has('comptoir_session')).toBe(true)
  })
})
