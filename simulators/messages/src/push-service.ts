import { createECDH, randomBytes, randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Mailbox } from './mailbox.ts'
import { type BrowserKeys, decryptPush } from './push-encryption.ts'
import { vapidFault } from './vapid-check.ts'

type Browser = BrowserKeys & {
  readonly applicationServerKey: string
  isGone: boolean
  /** So many messages are answered with 429 before one is taken. */
  busy: number
}

export type PushServiceOptions = {
  readonly mailbox: Mailbox
  /** Takes nothing, as a service that is down for the moment. */
  readonly state: { readonly away: boolean }
}

const NewBrowser = z.object({ applicationServerKey: z.string() })
const Change = z.object({ busy: z.int().optional(), isGone: z.boolean().optional() })
const Content = z.object({ title: z.string(), body: z.string(), url: z.string() })
/** What every push service takes at least (RFC 8030, section 7.2). */
const longestBytes = 4_096

/**
 * A push service and the browsers behind it: `POST /browsers` is what `pushManager.subscribe()` does, `POST /push/{id}` the Web Push
 * protocol (RFC 8030, 8291, 8292). What arrives is opened with the browser's keys.
 */
export function createPushService({ mailbox, state }: PushServiceOptions): Hono {
  const app = new Hono()
  const browsers = new Map<string, Browser>()

  app.post('/browsers', async (c) => {
    const { applicationServerKey } = NewBrowser.parse(await c.req.json())
    const pair = createECDH('prime256v1')
    const [p256dh, auth, id] = [pair.generateKeys('base64url'), randomBytes(16), randomUUID()]
    const keys = { privateKey: pair.getPrivateKey(), auth }
    browsers.set(id, { ...keys, applicationServerKey, isGone: false, busy: 0 })
    const endpoint = `${new URL(c.req.url).origin}/push/${id}`
    return c.json({ endpoint, keys: { p256dh, auth: auth.toString('base64url') } }, 201)
  })
  app.patch('/browsers/:id', async (c) => {
    const browser = browsers.get(c.req.param('id'))
    if (!browser) return c.notFound()
    Object.assign(browser, Change.parse(await c.req.json()))
    return c.body(null, 204)
  })

  app.post('/push/:id', async (c) => {
    if (state.away) return c.text('try again later', 503)
    const id = c.req.param('id')
    const body = Buffer.from(await c.req.arrayBuffer())
    const fault = deliver(c, { mailbox, id, body, browser: browsers.get(id) })
    if (fault) return c.text(fault.text, fault.status, fault.headers)
    return c.body(null, 201, { location: `${originOf(c)}/messages/${randomUUID()}` })
  })
  return app
}

type Pushed = {
  readonly mailbox: Mailbox
  readonly id: string
  readonly body: Buffer
  readonly browser: Browser | undefined
}

/** Keeps what is for a browser; what is wrong with it otherwise. */
function deliver(c: Context, { mailbox, id, body, browser }: Pushed): Fault | undefined {
  if (!browser) return { status: 404, text: 'no such subscription' }
  const fault = availabilityFault(browser) ?? requestFault(c, { browser, body })
  if (fault) return fault
  try {
    keep(mailbox, decryptPush(body, browser), { id, topic: c.req.header('topic') })
  } catch (error) {
    return { status: 400, text: String(error) }
  }
  return undefined
}

type Fault = {
  readonly status: 400 | 403 | 404 | 410 | 413 | 429
  readonly text: string
  readonly headers?: Record<string, string>
}

const originOf = (c: Context): string => new URL(c.req.url).origin

function availabilityFault(browser: Browser): Fault | undefined {
  if (browser.isGone) return { status: 410, text: 'unsubscribed' }
  if (browser.busy === 0) return undefined
  browser.busy -= 1
  return { status: 429, text: 'too many', headers: { 'retry-after': '1' } }
}

function requestFault(
  c: Context,
  { browser, body }: { browser: Browser; body: Buffer },
): Fault | undefined {
  const wanted = { audience: originOf(c), now: new Date(), ...browser }
  const unsigned = vapidFault(c.req.header('authorization'), wanted)
  if (unsigned) return { status: 403, text: unsigned }
  const malformed = headerFault((name) => c.req.header(name))
  if (malformed) return { status: 400, text: malformed }
  return body.length > longestBytes ? { status: 413, text: 'too long' } : undefined
}

function headerFault(header: (name: string) => string | undefined): string | undefined {
  if (!/^\d+$/.test(header('ttl') ?? '')) return 'no TTL'
  if (header('content-encoding') !== 'aes128gcm') return 'not aes128gcm'
  return /^[\w-]{0,32}$/.test(header('topic') ?? '') ? undefined : 'no such topic'
}

/** A message of a topic that is known replaces that one. */
function keep(
  mailbox: Mailbox,
  text: string,
  { id, topic }: { id: string; topic?: string | undefined },
) {
  const { title, body, url } = Content.parse(JSON.parse(text))
  mailbox.add({
    ...{ channel: 'push', messageId: topic ?? randomUUID(), to: id, from: 'push' },
    ...{ subject: title, text: `${body}\n${url}`, html: '', headers: { content: text }, files: [] },
    receivedAt: new Date().toISOString(),
  })
}
