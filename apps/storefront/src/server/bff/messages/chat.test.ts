import { visitorAddressHeader } from '@comptoir/service/auth/visitor-address'
import { describe, expect, it } from 'vitest'
import { openShop, problem, sessionOf, signIn } from '../test/fake-shop.ts'

const first = { clientMsgId: 'id-1', body: 'Bonjour', locale: 'fr' }
const conversationOf = (conversationId: string, more: object = {}) => ({
  ...{ conversationId, status: 'open', lastSeq: 1, read: { customer: 1, agent: 0 }, version: 1 },
  ...more,
})
const answers = {
  'POST /api/conversations': () =>
    Response.json(
      { ...conversationOf('cnv_1'), message: { seq: 1 }, conversationToken: 'cnv_1.secret' },
      { status: 201 },
    ),
  'GET /api/conversations/cnv_1': () => Response.json(conversationOf('cnv_1')),
  'POST /api/conversations/cnv_1/messages': () => Response.json({ seq: 2 }, { status: 201 }),
  'GET /api/support/availability': () => Response.json({ online: true }),
  'POST /api/auth/login': () => Response.json(sessionOf('1')),
  'GET /api/shop': () => Response.json({}),
}

describe('a guest who writes', () => {
  it('has what opens the conversation in a cookie that no page reads, and nobody else gets it', async () => {
    const { post, send, jar, asked } = openShop(answers)
    const opened = await post('/bff/conversations', first)
    expect(opened.headers.getSetCookie().join()).toMatch(/comptoir_chat=[^;]+;.*HttpOnly/)
    expect(await opened.json()).toEqual({ ...conversationOf('cnv_1'), message: { seq: 1 } })
    expect(jar.get('comptoir_chat')).toBe('cnv_1.secret')
    await post('/bff/conversations/cnv_1/messages', first)
    expect(asked.at(-1)?.headers.get('conversation-token')).toBe('cnv_1.secret')
    await send('/bff/shop')
    expect(asked.at(-1)?.call).toBe('GET /api/shop')
    expect(asked.at(-1)?.headers.get('conversation-token')).toBeNull()
  })

  it('finds the conversation again, with answers that were not read: one’s own messages are none', async () => {
    const { post, send, asked } = openShop({
      ...answers,
      'GET /api/conversations/cnv_1': () =>
        Response.json(conversationOf('cnv_1', { lastSeq: 4, read: { customer: 1, agent: 4 } })),
      'GET /api/conversations/cnv_1/messages': () =>
        Response.json({
          items: [{ author: 'agent' }, { author: 'customer' }, { author: 'agent' }],
          lastSeq: 4,
        }),
    })
    const nothing = { online: true, conversation: null, unread: 0, isGuest: true }
    expect(await (await send('/bff/chat')).json()).toEqual(nothing)
    await post('/bff/conversations', first)
    expect(await (await send('/bff/chat')).json()).toMatchObject({
      ...{ conversation: { conversationId: 'cnv_1' }, unread: 2, isGuest: true },
    })
    // limits count visitors, not the shop's own server
    for (const { call, headers } of asked)
      expect(headers.get(visitorAddressHeader), call).toContain('203.0.113.7')
  })

  it('is not kept from it by an order that is not theirs, and shows the one that is', async () => {
    const refused = problem(400, 'invalid_request', { errors: [{ field: 'orderId' }] })
    const { post, asked } = openShop({
      ...answers,
      'POST /api/conversations': ({ body }) =>
        body['orderId'] === undefined ? answers['POST /api/conversations']() : refused.clone(),
    })
    expect((await post('/bff/conversations', { ...first, orderId: 'ord_x' })).status).toBe(200)
    const bodies = asked.map(({ body }) => body)
    expect(bodies).toEqual([{ ...first, orderId: 'ord_x' }, first])
  })

  it('writes while nobody says whether an agent is there', async () => {
    const { send } = openShop({
      ...answers,
      'GET /api/support/availability': () => problem(429, 'rate_limited'),
    })
    expect(await (await send('/bff/chat')).json()).toMatchObject({ online: false })
  })

  it('whose conversation was erased begins anew', async () => {
    const { post, send, jar } = openShop({
      ...answers,
      'GET /api/conversations/cnv_1': () => problem(404, 'not_found'),
    })
    await post('/bff/conversations', first)
    expect(await (await send('/bff/chat')).json()).toMatchObject({ conversation: null })
    expect(jar.has('comptoir_chat')).toBe(false)
  })
})

describe('who signs in', () => {
  it('takes along what was said as a guest', async () => {
    const { post, send, jar, asked } = openShop({
      ...answers,
      'POST /api/conversations/cnv_1/attach': () => Response.json(conversationOf('cnv_1')),
      'GET /api/conversations': () => Response.json({ items: [conversationOf('cnv_1')] }),
    })
    await post('/bff/conversations', first)
    await post('/bff/session', signIn)
    expect(await (await send('/bff/chat')).json()).toMatchObject({
      ...{ conversation: { conversationId: 'cnv_1' }, isGuest: false },
    })
    const attached = asked.find(({ call }) => call.endsWith('/attach'))
    expect(attached?.headers.get('conversation-token')).toBe('cnv_1.secret')
    expect(attached?.headers.get('authorization')).toBe('Bearer access-1')
    expect(jar.has('comptoir_chat')).toBe(false)
  })
})

describe('an order that was placed as a guest', () => {
  it('is shown as that guest, whoever is signed in now, and as the account where the guest may not write', async () => {
    const placed = { orderId: 'ord_1', orderToken: 'opens' }
    const { post, send, asked } = openShop({
      ...answers,
      'POST /api/orders/links': () => Response.json(placed),
      'POST /api/orders/guest-sessions': () =>
        Response.json({ accessToken: 'guest-1', expiresInSeconds: 900 }),
      'PUT /api/conversations/cnv_1/order': ({ headers }) =>
        headers.get('authorization') === 'Bearer guest-1'
          ? problem(404, 'not_found')
          : problem(400, 'invalid_request'),
    })
    await post('/bff/orders/links', { link: 'of-a-mail' })
    await post('/bff/session', signIn)
    await post('/bff/conversations', { ...first, orderId: 'ord_1' })
    expect(asked.at(-1)?.body['orderId']).toBe('ord_1')
    expect(asked.at(-1)?.headers.get('authorization')).toBe('Bearer guest-1')
    const refused = await send('/bff/conversations/cnv_1/order', {
      ...{ method: 'PUT', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ orderId: 'ord_1' }),
    })
    expect(refused.status).toBe(400)
    expect(asked.slice(-2).map(({ headers }) => headers.get('authorization'))).toEqual([
      ...['Bearer guest-1', 'Bearer access-1'],
    ])
  })
})

describe('a link of a mail', () => {
  it('opens its conversation, and none that is gone', async () => {
    const { post, send, jar, asked } = openShop(answers)
    expect((await post('/bff/chat/links', { token: 'cnv_2.secret' })).status).toBe(404)
    expect(jar.has('comptoir_chat')).toBe(false)
    expect((await post('/bff/chat/links', { token: 'cnv_1.secret' })).status).toBe(200)
    expect(jar.get('comptoir_chat')).toBe('cnv_1.secret.link')
    expect(await (await send('/bff/chat')).json()).toMatchObject({
      conversation: { conversationId: 'cnv_1' },
    })
    expect(asked.at(-1)?.headers.get('conversation-token')).toBe('cnv_1.secret')
  })

  it('takes the place of one’s own conversation only when one says so, and nothing of it when it is gone', async () => {
    const { post, jar } = openShop(answers)
    jar.set('comptoir_chat', 'cnv_own.secret')
    expect((await post('/bff/chat/links', { token: 'cnv_2.secret' })).status).toBe(404)
    const refused = await post('/bff/chat/links', { token: 'cnv_1.secret' })
    expect([refused.status, (await refused.json()).code]).toEqual([409, 'conflict'])
    expect(jar.get('comptoir_chat')).toBe('cnv_own.secret')
    const taken = await post('/bff/chat/links', { token: 'cnv_1.secret', replaces: true })
    expect(taken.status).toBe(200)
    expect(jar.get('comptoir_chat')).toBe('cnv_1.secret.link')
  })

  it('is as before for who began it in this browser', async () => {
    const { post, jar } = openShop(answers)
    await post('/bff/conversations', first)
    expect((await post('/bff/chat/links', { token: 'cnv_1.secret' })).status).toBe(200)
    expect(jar.get('comptoir_chat')).toBe('cnv_1.secret')
  })

  it('is never taken into an account: signing in forgets it, and who is signed in reads it by a click', async () => {
    const { post, send, jar, asked } = openShop({
      ...answers,
      'GET /api/conversations': () => Response.json({ items: [conversationOf('cnv_own')] }),
    })
    const shown = async () => (await (await send('/bff/chat')).json()).conversation.conversationId
    await post('/bff/chat/links', { token: 'cnv_1.secret' })
    await post('/bff/session', signIn)
    expect(await shown()).toBe('cnv_own')
    expect((await post('/bff/chat/links', { token: 'cnv_1.secret' })).status).toBe(409)
    await post('/bff/chat/links', { token: 'cnv_1.secret', replaces: true })
    expect(await shown()).toBe('cnv_1')
    expect(jar.get('comptoir_chat')).toBe('cnv_1.secret.link')
    expect(asked.filter(({ call }) => call.endsWith('/attach'))).toEqual([])
  })
})

describe('what no page uses', () => {
  it.each([
    'GET /bff/conversations',
    'POST /bff/conversations/cnv_1/assign',
    'POST /bff/conversations/cnv_1/attach',
    'GET /bff/conversations/cnv_1/notes',
    'DELETE /bff/conversations/cnv_1',
    'DELETE /bff/inbox/ntf_1',
    'PUT /bff/push-subscriptions/psh_1',
  ])('has no way in: %s', async (operation) => {
    const { send, asked } = openShop({})
    const [method = '', path = ''] = operation.split(' ')
    expect((await send(path, { method })).status).toBe(404)
    expect(asked).toEqual([])
  })
})
