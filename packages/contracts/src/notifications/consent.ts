import { z } from '@hono/zod-openapi'
import { Instant, jsonAnswer, jsonBody } from '../common.ts'
import { Email } from '../email.ts'
import { forAnyone, forStaff } from '../operation.ts'
import { requiredText, schema } from '../schema.ts'
import { RecipientKey } from './schemas.ts'

const byToken = { params: z.object({ token: z.string().max(200) }) }

/** A page with a button: whatever fetches the links of a mail does not unsubscribe its reader. */
export const showUnsubscription = forAnyone(
  'GetUnsubscription',
  'GET /api/unsubscriptions/{token}',
  {
    request: byToken,
    responses: {
      200: { description: 'The page', content: { 'text/html': { schema: z.string() } } },
    },
    problems: ['not_found'],
  },
)

/**
 * Takes back the consent to marketing mails, at once (RFC 8058: mail programs send `List-Unsubscribe=One-Click`, which is not read).
 * Repeating it changes nothing.
 */
export const unsubscribe = forAnyone('ConfirmUnsubscription', 'POST /api/unsubscriptions/{token}', {
  request: byToken,
  responses: { 200: jsonAnswer({ unsubscribed: z.literal(true) }, 'No more of them') },
  problems: ['not_found', 'dependency_unavailable'],
})

/** What a mail provider tells of mails that it took: a webhook, signed with the secret of messages (HMAC-SHA256 over the body). */
export const MailEvent = schema('MailEvent', {
  type: z.enum(['delivered', 'bounce', 'complaint']),
  messageId: requiredText(200),
  address: z.string().max(320),
  at: Instant,
  /** Of a bounce: the address does not exist. */
  permanent: z.boolean().default(false),
  detail: z.string().max(300).optional(),
})
export type MailEvent = z.infer<typeof MailEvent>

export const receiveMailEvents = forAnyone('ReceiveMailEvents', 'POST /api/mail-events', {
  request: { headers: z.object({ 'mail-signature': z.string().max(200).optional() }) },
  responses: { 200: jsonAnswer({ received: z.literal(true) }, 'Received, now or before') },
  problems: ['invalid_request'],
})

/** `unsubscribed`: the owner of a number answered STOP to its provider. */
export const SuppressionReason = z.enum(['bounce', 'complaint', 'unsubscribed'])

const Suppression = schema('Suppression', {
  email: z.string().optional(),
  phone: z.string().optional(),
  /** Stands for the address in `GET /api/notifications?recipient=`: no address is part of a URL, which logs keep. */
  recipient: RecipientKey,
  suppressed: z.boolean(),
  reason: SuppressionReason.optional(),
  at: Instant.optional(),
})
const Phone = z.string().regex(/^\+\d{8,15}$/, 'not a number, as +33612345678 is')
/** An email address, or a phone number in E.164. */
const byAddress = {
  body: jsonBody(z.union([z.object({ email: Email }), z.object({ phone: Phone })])),
}

/** Staff: whether an address is not written to, and why. */
export const lookUpSuppression = forStaff('LookUpSuppression', 'POST /api/suppressions/lookup', {
  request: byAddress,
  responses: { 200: jsonAnswer(Suppression, 'The address') },
  problems: ['invalid_request'],
})

/** Staff: writes to an address again, for example once its owner has mended it. */
export const removeSuppression = forStaff('RemoveSuppression', 'POST /api/suppressions/remove', {
  request: byAddress,
  responses: { 200: jsonAnswer(Suppression, 'The address, which is written to') },
  problems: ['invalid_request'],
})
