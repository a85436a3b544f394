import { describe, expect, it } from 'vitest'
import { type Api, eventually } from '../../src/api.ts'
import { newEmail } from '../../src/guest.ts'
import { openJourney } from '../../src/journey.ts'
import { type Mail, mailsTo, mailTo } from '../../src/mailbox.ts'
import { register, sell } from '../../src/shopper.ts'

const { api, platform, staff } = await openJourney()

const put = (sku: string, onHand: number) =>
  api(`PUT /api/stock/${sku}`, { token: staff, body: { onHand, lowThreshold: 3 } })

/** The token of one of the links of a mail. */
const tokenOf = ({ text }: Mail, name: 'confirm' | 'withdraw') =>
  new RegExp(`#${name}=([\\w.-]+)`).exec(text)?.[1] ?? ''

const confirm = (call: Api, token: string) =>
  call('POST /api/stock/wishes/confirm', { body: { token } })

describe('a page that shows stock', () => {
  it('sees on the page that the last piece is sold', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 0 })
    await put(sku, 1)
    const answer = await fetch(`${platform.gatewayUrl}/api/stock/events?sku=${sku}`)
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const readUntil = async (part: string) => {
      while (!text.includes(part)) text += (await reader?.read())?.value ?? ''
    }
    await readUntil('"level":"low"')
    expect(text).toContain('"left":1')
    await put(sku, 0)
    await readUntil('"level":"out"')
    await reader?.cancel()
  })
})

describe('who finds something sold out', () => {
  it('is told by mail when it is back, once the address is confirmed', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 0 })
    const [email, other] = [newEmail(), newEmail()]
    for (const address of [email, other])
      await api('POST /api/stock/wishes', { body: { sku, email: address, locale: 'fr' } })
    const asking = await mailTo(platform, email, /Confirmez/)
    expect((await confirm(api, tokenOf(asking, 'confirm'))).status).toBe(200)
    const user = await register(api)
    const wish = await api('POST /api/stock/wishes', { token: user.token, body: { sku } })
    expect(wish.body).toMatchObject({ sku, status: 'waiting' })

    await put(sku, 5)
    const told = await mailTo(platform, email, /De nouveau en stock/)
    expect(told.text).toContain(`?sku=${sku}`)
    await mailTo(platform, user.email, /De nouveau en stock/)
    await put(sku, 6)
    const mine = await eventually(
      'the wish to be told',
      () => api<{ items: object[] }>('GET /api/stock/wishes', { token: user.token }),
      ({ body }) => JSON.stringify(body).includes('notified'),
    )
    expect(mine.body.items).toMatchObject([{ sku, status: 'notified' }])
    const unconfirmed = await mailsTo(platform, other)
    expect(unconfirmed.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('Confirmez'),
    ])
    const counts = (await mailsTo(platform, email)).filter(({ subject }) => /stock/.test(subject))
    expect(counts).toHaveLength(1)
  })

  it('takes the wish back by the link of the mail', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 0 })
    const email = newEmail()
    await api('POST /api/stock/wishes', { body: { sku, email, locale: 'fr' } })
    const asking = await mailTo(platform, email, /Confirmez/)
    const token = tokenOf(asking, 'withdraw')
    const gone = await api('POST /api/stock/wishes/withdraw', { body: { token } })
    expect(gone.body).toEqual({ withdrawn: true })
    expect((await confirm(api, token)).status).toBe(401)
  })

  it('is not told any more once staff erased the email', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 0 })
    const [email, other] = [newEmail(), newEmail()]
    for (const address of [email, other]) {
      await api('POST /api/stock/wishes', { body: { sku, email: address, locale: 'fr' } })
      const asking = await mailTo(platform, address, /Confirmez/)
      expect((await confirm(api, tokenOf(asking, 'confirm'))).status).toBe(200)
    }
    const erased = await api('POST /api/orders/erasures', { token: staff, body: { email } })
    expect([erased.status, erased.body]).toEqual([202, { orders: 0 }])
    await put(sku, 5)
    await mailTo(platform, other, /De nouveau en stock/)
    const subjects = (await mailsTo(platform, email)).map(({ subject }) => subject)
    expect(subjects).toEqual([expect.stringContaining('Confirmez')])
  })
})
