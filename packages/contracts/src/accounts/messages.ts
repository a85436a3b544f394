import { z } from '@hono/zod-openapi'
import { Instant, Locale } from '../common.ts'
import { oneOf, schema } from '../schema.ts'

/**
 * What accounts tells by mail. With a token: `verify_email`, `confirm_new_email`, `reset_password`, `invitation`. The others
 * say what happened: `email_change_requested` to the address before, `email_changed` to both.
 */
export const MessageKind = oneOf('MessageKind', [
  'verify_email',
  'confirm_new_email',
  'email_change_requested',
  'email_changed',
  'reset_password',
  'password_changed',
  'invitation',
  'export_ready',
])
export type MessageKind = z.infer<typeof MessageKind>

/** To whom a message goes, and the token of its link. The token works once; asked for again before, it is the same. */
export const AccountMessage = schema('AccountMessage', {
  messageId: z.string(),
  kind: MessageKind,
  email: z.string(),
  name: z.string(),
  locale: Locale,
  token: z.string().optional(),
  expiresAt: Instant,
})
export type AccountMessage = z.infer<typeof AccountMessage>
