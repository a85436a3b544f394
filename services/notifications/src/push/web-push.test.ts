import { createMailbox } from '@comptoir/message-simulator/mailbox'
import { createPushService } from '@comptoir/message-simulator/push-service'
import { type Listener, listen } from '@comptoir/service/http/listen'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isOfPushService, knownPushServices } from './push-services.ts'
import { createVapid } from './vapid.ts'
import { BrowserGone, createWebPush } from './web-push.ts'

const state = { away: false }
const mailbox = createMailbox()
let listener: Listener
let origin = ''

beforeAll(async () => {
  listener = await listen(createPushService({ mailbox, state }), { port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${listener.port}`
})
afterAll(() => listener.close())

const vapid = createVapid('a secret of this test', 'contact@shop.example')
const send = createWebPush(vapid)
const content = {
  title: 'Commande',
  body: 'Été',
  url: 'https://shop.example/fr/track',
  tag: 'ntf_1',
}

async function call(operation: string, body: object) {
  const [method = '', path = ''] = operation.split(' ')
  const headers = { 'content-type': 'application/json' }
  return await fetch(`${origin}${path}`, { method, headers, body: JSON.stringify(body) })
}
async function subscribe() {
  const answer = await call('POST /browsers', { applicationServerKey: vapid.publicKey })
  const { endpoint, keys } = (await answer.json()) as {
    endpoint: string
    keys: { p256dh: string; auth: string }
  }
  const id = endpoint.split('/').at(-1) ?? ''
  return { id, endpoint, keys, createdAt: '2026-11-21T10:00:00.000Z' }
}

describe('a push message', () => {
  it('arrives at the browser that it is for, and one that comes again replaces itself', async () => {
    const browser = await subscribe()
    await send(browser, content)
    await send(browser, content)
    const arrived = mailbox.all().filter(({ to }) => to === browser.id)
    expect(arrived).toMatchObject([
      { channel: 'push', subject: 'Commande', text: expect.stringContaining('Été'), copies: 2 },
    ])
  })

  it('is of a browser that is gone', async () => {
    const browser = await subscribe()
    await call(`PATCH /browsers/${browser.id}`, { isGone: true })
    await expect(send(browser, content)).rejects.toBeInstanceOf(BrowserGone)
    const unknown = { ...browser, endpoint: `${origin}/push/none` }
    await expect(send(unknown, content)).rejects.toBeInstanceOf(BrowserGone)
  })

  it('waits as long as the push service says, and is tried again when it is away', async () => {
    const browser = await subscribe()
    await call(`PATCH /browsers/${browser.id}`, { busy: 1 })
    const later = { permanent: false, retryAfterMs: 1_000 }
    await expect(send(browser, content)).rejects.toMatchObject(later)
    await send(browser, content)
    state.away = true
    await expect(send(browser, content)).rejects.toMatchObject({ permanent: false })
    state.away = false
  })

  it('is taken of no other shop, and for no other browser', async () => {
    const browser = await subscribe()
    const other = createWebPush(createVapid('another secret, of another shop', 'x@y.example'))
    await expect(other(browser, content)).rejects.toThrow('403')
    const { keys } = await subscribe()
    await expect(send({ ...browser, keys }, content)).rejects.toMatchObject({ permanent: true })
  })
})

describe('the keys of the shop', () => {
  it('follow from its secret: every replica has the same', () => {
    expect(createVapid('a secret of this test', 'contact@shop.example')).toEqual(vapid)
    expect(createVapid('another secret', 'contact@shop.example')).not.toEqual(vapid)
    expect(Buffer.from(vapid.publicKey, 'base64url')).toHaveLength(65)
  })
})

describe('push services', () => {
  it.each([
    ['https://fcm.googleapis.com/fcm/send/x', true],
    ['https://updates.push.services.mozilla.com/wpush/v2/x', true],
    ['https://web.push.apple.com/x', true],
    ['https://db5p.notify.windows.com/w/?token=x', true],
    ['http://fcm.googleapis.com/x', false],
    ['https://fcm.googleapis.com:8443/x', false],
    ['https://fcm.googleapis.com.evil.example/x', false],
    ['https://user@fcm.googleapis.com/x', false],
    ['https://notify.windows.com.evil.example/x', false],
    ['https://evilnotify.windows.com/x', false],
    ['http://169.254.169.254/latest/meta-data', false],
    ['http://localhost:3500/v1.0/state', false],
  ])('%s: %s', (endpoint, expected) => {
    expect(isOfPushService(endpoint, knownPushServices)).toBe(expected)
  })
})
