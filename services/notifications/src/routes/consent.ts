import { createHmac, timingSafeEqual } from 'node:crypto'
import { withdrawMarketingConsent } from '@comptoir/contracts/accounts/reach'
import * as contract from '@comptoir/contracts/notifications/consent'
import { receiveSmsEvent } from '@comptoir/contracts/notifications/sms-events'
import type { ServiceApp } from '@comptoir/service/app'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { applySmsEvent } from '../sms/sms-events.ts'
import { isOfTwilio } from '../sms/twilio-signature.ts'
import { applyMailEvent } from '../suppression/mail-events.ts'
import { recipientKeyOf } from '../suppression/recipient-key.ts'
import { unsubscribePage } from '../suppression/unsubscribe-page.ts'

type ConsentDeps = Pick<
  Deps,
  | 'accounts'
  | 'clock'
  | 'mailEventKey'
  | 'notifications'
  | 'suppressions'
  | 'twilioCalls'
  | 'unsubscribeTokens'
>
const Events = z.object({ events: z.array(contract.MailEvent).min(1).max(500) })

/** Who is not to be written to, and who says so. */
export function addConsentRoutes(app: ServiceApp, deps: ConsentDeps): void {
  addUnsubscription(app, deps)
  addSuppression(app, deps)
  addSmsEvents(app, deps)

  app.openapi(contract.receiveMailEvents, async (c) => {
    const body = await c.req.text()
    const { 'mail-signature': signature = '' } = c.req.valid('header')
    const wanted = createHmac('sha256', deps.mailEventKey).update(body).digest()
    const given = Buffer.from(signature, 'base64url')
    const isOurs = given.length === wanted.length && timingSafeEqual(given, wanted)
    if (!isOurs) throw refuse('invalid_request', 'it is not signed')
    const parsed = Events.safeParse(jsonOf(body))
    if (!parsed.success) throw refuse('invalid_request', 'no events')
    for (const event of parsed.data.events) await applyMailEvent(deps, event)
    return c.json({ received: true } as const, 200)
  })
}

function addUnsubscription(app: ServiceApp, deps: ConsentDeps): void {
  const { accounts, unsubscribeTokens } = deps
  const userOf = (token: string) => {
    const userId = unsubscribeTokens.userOf(token)
    if (userId === undefined) throw refuse('not_found', 'there is no such link')
    return userId
  }

  app.openapi(contract.showUnsubscription, (c) => {
    userOf(c.req.valid('param').token)
    return c.html(unsubscribePage, 200, {
      'content-security-policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
  })

  app.openapi(contract.unsubscribe, async (c) => {
    const userId = userOf(c.req.valid('param').token)
    await accounts(withdrawMarketingConsent, { params: { userId } }).catch((error: unknown) => {
      // a deleted account consents to nothing
      if (!isRefusal(error, 'not_found')) throw error
    })
    return c.json({ unsubscribed: true } as const, 200)
  })
}

function addSmsEvents(app: ServiceApp, { twilioCalls, clock, ...deps }: ConsentDeps): void {
  app.openapi(receiveSmsEvent, async (c) => {
    const { notificationId, send } = c.req.valid('param')
    const parameters = new URLSearchParams(await c.req.text())
    const { 'x-twilio-signature': signature = '' } = c.req.valid('header')
    const { authToken, statusUrlOf } = twilioCalls
    const url = statusUrlOf(notificationId, send)
    if (!isOfTwilio({ authToken, url, parameters, signature }))
      throw refuse('invalid_request', 'it is not signed')
    await applySmsEvent(deps, {
      ...{ notificationId, send, at: clock().toISOString() },
      status: parameters.get('MessageStatus') ?? '',
      errorCode: Number(parameters.get('ErrorCode') ?? 0),
      providerRef: parameters.get('MessageSid') ?? '',
    })
    return c.body(null, 204)
  })
}

function addSuppression(app: ServiceApp, { suppressions }: ConsentDeps): void {
  app.openapi(contract.lookUpSuppression, async (c) => {
    const given = c.req.valid('json')
    const address = addressOf(given)
    const found = await suppressions.find(address)
    const recipient = recipientKeyOf(address)
    return c.json({ ...given, recipient, suppressed: found !== undefined, ...found }, 200)
  })

  app.openapi(contract.removeSuppression, async (c) => {
    const given = c.req.valid('json')
    const address = addressOf(given)
    await suppressions.remove(address)
    return c.json({ ...given, recipient: recipientKeyOf(address), suppressed: false }, 200)
  })
}

const addressOf = (given: { email: string } | { phone: string }): string =>
  'email' in given ? given.email : given.phone

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
