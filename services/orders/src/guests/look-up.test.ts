import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { appToken } from '../../test/twins/app-twin.ts'
import { createGuestTwin, email } from '../../test/twins/guest.ts'
import { useLink } from './guest-access.ts'
import { hashOf, parseLink } from './guest-secrets.ts'

async function placed(options: { orderLinksInAnswer: boolean }) {
  const twin = createGuestTwin(options)
  const { body } = await twin.place()
  // the number of a twin has no check character: a real one
  const number = 'CMD-0000-0000'
  await twin.orders.change(body.orderId, (order) => ({ ...order, number }))
  const lookUp = (change: object = {}) =>
    twin.post('/api/orders/lookup', { body: { number, email, ...change } })
  const open = (link: unknown) => twin.post('/api/orders/links', { body: { link } })
  const asked = () => twin.store.published.filter(({ type }) => type.includes('order-link'))
  return { ...twin, lookUp, open, asked }
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

describe('looking up an order', () => {
  it('answers the same whether number and email are right or not, and tells who sends mail', async () => {
    const { lookUp, asked } = await placed({ orderLinksInAnswer: false })
    const wrong = [{ number: 'CMD-1111-1111' }, { email: 'other@example.com' }, { number: 'what' }]
    const answers = await Promise.all([...wrong, {}].map((change) => lookUp(change)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ status: 202, body: {} })]),
    )
    await settled()
    expect(asked().map(({ data }) => data)).toEqual([
      expect.objectContaining({ orderId: 'ord_1', locale: 'fr', linkId: expect.any(String) }),
    ])
  })

  it('answers before it looks: its time tells nothing', async () => {
    const { lookUp, orders } = await placed({ orderLinksInAnswer: false })
    const never = new Promise<never>(() => undefined)
    Object.assign(orders, { ids: () => never })
    expect((await lookUp()).status).toBe(202)
  })

  it('answers a link in trials, of an unknown order one that opens nothing', async () => {
    const { lookUp, open } = await placed({ orderLinksInAnswer: true })
    const [right, wrong] = [await lookUp(), await lookUp({ email: 'other@example.com' })]
    const shape = (link: unknown) => String(link).replaceAll(/[\w-]{43}$/g, 'secret')
    expect(shape(right.body['link'])).toBe('ord_1.secret')
    expect(shape(wrong.body['link'])).toMatch(/^ord_\d\.secret$/)
    expect((await open(wrong.body['link'])).body.code).toBe('invalid_token')
  })

  it('is limited by address', async () => {
    const { lookUp } = await placed({ orderLinksInAnswer: false })
    const answers = await Promise.all(Array.from({ length: 100 }, () => lookUp()))
    const limited = answers.filter(({ status }) => status === 429)
    expect(limited).toHaveLength(70)
  })

  it('sends three links of an order in a quarter of an hour, and says nothing of the rest', async () => {
    const { lookUp, asked } = await placed({ orderLinksInAnswer: false })
    for (let n = 0; n < 6; n++) expect((await lookUp()).status).toBe(202)
    await settled()
    expect(asked()).toHaveLength(3)
  })

  it('finds no order of an account: its owner signs in', async () => {
    const twin = await placed({ orderLinksInAnswer: false })
    await twin.seed({ orderId: 'ord_9', number: 'CMD-1111-111F' })
    await twin.lookUp({ number: 'CMD-1111-111F', email: 'camille@example.com' })
    await settled()
    expect(twin.asked()).toEqual([])
  })
})

describe('a link', () => {
  it('is exchanged once for what opens the order', async () => {
    const twin = await placed({ orderLinksInAnswer: true })
    const { link } = (await twin.lookUp()).body
    const opened = await twin.open(link)
    expect(opened.body).toMatchObject({ orderId: 'ord_1', accessToken: 'token of ord_1' })
    const { orderId, orderToken } = opened.body as unknown as Record<string, string>
    const session = await twin.post('/api/orders/guest-sessions', { body: { orderId, orderToken } })
    expect(session.status).toBe(200)
    expect((await twin.open(link)).body.code).toBe('invalid_token')
  })

  it('opens for one of many who come with it at once', async () => {
    const twin = await placed({ orderLinksInAnswer: true })
    const { link } = (await twin.lookUp()).body
    const answers = await Promise.all(Array.from({ length: 20 }, () => twin.open(link)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('ends after half an hour', async () => {
    const twin = await placed({ orderLinksInAnswer: true })
    const { link } = (await twin.lookUp()).body
    const { secret = '' } = parseLink(String(link)) ?? {}
    const order = (await twin.orders.get('ord_1'))?.data
    if (!order) throw new Error('no order')
    const token = { hash: 'h', expiresAt: '2027-01-01T00:00:00.000Z' }
    const use = (at: string) => () => useLink(order, { hash: hashOf(secret), token, at })
    expect(use('2026-11-21T10:29:59.000Z')).not.toThrow()
    expect(use('2026-11-21T10:30:00.000Z')).toThrow('the link is not valid any more')
  })

  it.each([
    'ord_1',
    'ord_1.',
    'ord_1.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    '../x.y',
    'ord_9.'.padEnd(60, 'a'),
  ])('that is guessed opens nothing: %s', async (link) => {
    const { open } = await placed({ orderLinksInAnswer: true })
    const { status, body } = await open(link)
    expect([status, body.code]).toEqual([401, 'invalid_token'])
  })

  it('is not used up by what fetches the links of a mail', async () => {
    const twin = await placed({ orderLinksInAnswer: true })
    const { link } = (await twin.lookUp()).body
    const fetched = await twin.send(`GET /api/orders/links?link=${link}`, { as: 'nobody' })
    expect(fetched.status).toBeGreaterThanOrEqual(400)
    expect((await twin.open(link)).status).toBe(200)
  })

  it('that was made again, as after a crash before it was sent, opens as the last one made', async () => {
    const { lookUp, open, asked, send } = await placed({ orderLinksInAnswer: false })
    await lookUp()
    await settled()
    const [event] = asked()
    const { linkId } = (event?.data ?? {}) as { linkId?: string }
    const make = async () => {
      const headers = appTokenHeaders(appToken, 'notifications')
      const made = await send(`PUT /internal/orders/ord_1/links/${linkId}`, { headers })
      return ((await made.json()) as { link: string; email: string }).link
    }
    const [first, last] = [await make(), await make()]
    expect((await open(first)).status).toBe(401)
    expect((await open(last)).status).toBe(200)
  })

  it('is made by nobody from outside', async () => {
    const { send } = await placed({ orderLinksInAnswer: true })
    for (const headers of [
      {},
      appTokenHeaders(appToken, 'gateway'),
      appTokenHeaders(appToken, 'carts'),
    ])
      expect((await send('PUT /internal/orders/ord_1/links/lnk_1', { headers })).status).toBe(403)
  })
})
