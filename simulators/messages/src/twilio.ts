import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Mailbox } from './mailbox.ts'

export type TwilioOptions = {
  readonly mailbox: Mailbox
  readonly authToken: string
  /** Who serves the status callbacks, where that is not the address they name: that one is for browsers. */
  readonly webhookUrl?: string | undefined
  /** Takes nothing, as Twilio does when it is down. */
  readonly state: { readonly away: boolean }
}

const NewMessage = z.object({
  To: z.string(),
  From: z.string().min(1),
  Body: z.string().min(1).max(1_600),
  StatusCallback: z.string().optional(),
})

/** Twilio's own test numbers (https://www.twilio.com/docs/iam/test-credentials), and what is answered to them. */
const magicNumbers = new Map([
  ['+15005550001', { code: 21211, message: "Invalid 'To' Phone Number" }],
  ['+15005550004', { code: 21610, message: 'Attempt to send to unsubscribed recipient' }],
  ['+15005550009', { code: 21614, message: "'To' number is not a valid mobile number" }],
])
/** Of ours: the message is taken, and told to have failed later. */
const undelivered = '+15005550010'

/** The part of Twilio's Messages API (2010-04-01) that the shop uses, with its answers and errors. */
export function createTwilio(options: TwilioOptions): Hono {
  const app = new Hono()
  app.post('/2010-04-01/Accounts/:account/Messages.json', async (c) => {
    const account = c.req.param('account')
    const isKnown = isSignedIn(c.req.header('authorization'), account, options.authToken)
    const refused: Refused | undefined = isKnown
      ? undefined
      : { code: 20003, message: 'Authenticate', status: 401 }
    const answer = refused ?? takeMessage(options, await c.req.parseBody())
    return 'code' in answer ? c.json(answer, answer.status) : c.json(answer, 201)
  })
  return app
}

type Refused = { code: number; message: string; status: 400 | 401 | 500 }
type Taken = { sid: string; to: string; from: string; body: string; status: 'queued' }

/** What Twilio answers to a new message; a status is told later to who asked for it. */
function takeMessage(options: TwilioOptions, form: object): Refused | Taken {
  const { mailbox, state } = options
  if (state.away) return { code: 20500, message: 'Internal error', status: 500 }
  const { data } = NewMessage.safeParse(form)
  if (!data) return { code: 21602, message: 'Message body is required', status: 400 }
  const { To: to, From: from, Body: body, StatusCallback: callback } = data
  const refused = magicNumbers.get(/^\+\d{8,15}$/.test(to) ? to : '+15005550001')
  if (refused) return { ...refused, status: 400 }
  const sid = `SM${createHash('md5').update(`${mailbox.count()} ${to} ${body}`).digest('hex')}`
  const bare = { html: '', subject: body, headers: {}, files: [] }
  const receivedAt = new Date().toISOString()
  mailbox.add({ channel: 'sms', messageId: sid, to, from, text: body, ...bare, receivedAt })
  const status = to === undelivered ? 'undelivered' : 'delivered'
  const untold = (error: unknown) => console.error('a status was not told:', error)
  if (callback)
    setTimeout(() => void tell(options, callback, { sid, status, to }).catch(untold), 200)
  return { sid, to, from, body, status: 'queued' }
}

function isSignedIn(header: string | undefined, account: string, authToken: string): boolean {
  const wanted = Buffer.from(`${account}:${authToken}`).toString('base64')
  const [given, right] = [Buffer.from(header ?? ''), Buffer.from(`Basic ${wanted}`)]
  return given.length === right.length && timingSafeEqual(given, right)
}

type Told = { readonly sid: string; readonly status: string; readonly to: string }

/** A status callback, signed as Twilio signs it: HMAC-SHA1 over the address that was named and the sorted parameters. */
async function tell(
  { authToken, webhookUrl }: TwilioOptions,
  callback: string,
  { sid, status, to }: Told,
): Promise<void> {
  const parameters: Record<string, string> = { MessageSid: sid, MessageStatus: status, To: to }
  if (status === 'undelivered') parameters['ErrorCode'] = '30005'
  const sorted = Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const signed = callback + sorted.map((pair) => pair.join('')).join('')
  const signature = createHmac('sha1', authToken).update(signed).digest('base64')
  const { pathname, search, origin } = new URL(callback)
  await fetch(new URL(pathname + search, webhookUrl ?? origin), {
    method: 'POST',
    headers: { 'x-twilio-signature': signature },
    body: new URLSearchParams(parameters),
  })
}
