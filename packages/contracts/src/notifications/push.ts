import { z } from '@hono/zod-openapi'
import { Instant, jsonAnswer, jsonBody } from '../common.ts'
import { forAnyone, forUsers } from '../operation.ts'
import { schema } from '../schema.ts'

/** The key that browsers subscribe with (`applicationServerKey`): the shop signs by its private part (VAPID, RFC 8292). */
export const readPushKey = forAnyone('GetPushKey', 'GET /api/push-subscriptions/key', {
  responses: {
    200: jsonAnswer({ publicKey: z.string() }, 'An uncompressed point of P-256, in base64url'),
  },
})

const bytes = (length: number) =>
  z.string().regex(new RegExp(`^[\\w-]{${Math.ceil((length * 4) / 3)}}=*$`), `not ${length} bytes`)

/** What `PushSubscription.toJSON()` of a browser says. */
const NewPushSubscription = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(1_000),
  keys: z.object({ p256dh: bytes(65), auth: bytes(16) }),
})

/** A browser of the user that shows messages of the shop. Its endpoint is a secret of the browser, and is not shown again. */
export const PushSubscription = schema('PushSubscription', {
  subscriptionId: z.string(),
  /** The push service: `fcm.googleapis.com`. */
  service: z.string(),
  createdAt: Instant,
})

export const listPushSubscriptions = forUsers(
  'ListPushSubscriptions',
  'GET /api/push-subscriptions',
  { responses: { 200: jsonAnswer({ items: z.array(PushSubscription) }, 'Browsers') } },
)

/** Adds a browser, the same once; of more than ten, the oldest goes. Refuses an endpoint of no push service that the shop knows. */
export const addPushSubscription = forUsers('AddPushSubscription', 'POST /api/push-subscriptions', {
  request: { body: jsonBody(NewPushSubscription) },
  responses: { 201: jsonAnswer(PushSubscription, 'The browser') },
  problems: ['invalid_request', 'conflict'],
})

export const removePushSubscription = forUsers(
  'RemovePushSubscription',
  'DELETE /api/push-subscriptions/{subscriptionId}',
  {
    request: { params: z.object({ subscriptionId: z.string().max(80) }) },
    responses: { 204: { description: 'Nothing is sent to it' } },
    problems: ['conflict'],
  },
)
