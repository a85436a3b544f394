import { z } from '@hono/zod-openapi'
import { MessageKind } from '../accounts/messages.ts'
import { Instant, Locale } from '../common.ts'
import { oneOf, schema } from '../schema.ts'
import { ConversationMailKind } from '../support/events.ts'

export const Channel = oneOf('NotificationChannel', ['email', 'sms', 'push', 'in_app'])
export type Channel = z.infer<typeof Channel>

/**
 * `queued` waits for its time, `sending` is with the provider now. `bounced`: the address does not exist; `dead`: given up after
 * all retries; `suppressed`: the address bounced or complained before; `skipped`: nothing was to be said any more.
 */
export const NotificationStatus = oneOf('NotificationStatus', [
  'queued',
  'sending',
  'sent',
  'delivered',
  'bounced',
  'dead',
  'suppressed',
  'skipped',
])
export type NotificationStatus = z.infer<typeof NotificationStatus>

/** What a message is about: each has a text in French and in English. */
export const TemplateKey = oneOf('TemplateKey', [
  'order_confirmed',
  'order_rejected',
  'order_expired',
  'order_cancelled',
  'order_partially_shipped',
  'order_shipped',
  'order_delivered',
  'order_edited',
  'order_link',
  'payment_link',
  'exchange_payment',
  'transfer_awaited',
  'payment_failed',
  'payment_action_required',
  'refund',
  'invoice',
  'credit_note',
  'return_requested',
  'return_approved',
  'return_received',
  'return_refunded',
  'return_closed',
  'withdrawal_receipt',
  'delivery_feedback',
  'stock_alert',
  'stock_wish_confirmation',
  'back_in_stock',
  'cart_abandoned',
  ...MessageKind.options,
  ...ConversationMailKind.options,
])
export type TemplateKey = z.infer<typeof TemplateKey>

/** Stands for an email address or a phone number: a digest. */
export const RecipientKey = z
  .string()
  .regex(/^(eml|tel)_[\w-]{43}$/)
  .openapi('RecipientKey')

/** A message of the outbox, as staff see it. */
export const Notification = schema('Notification', {
  notificationId: z.string(),
  template: TemplateKey,
  /** The version of the template that it is made from; 0 comes with the shop. */
  templateVersion: z.int(),
  channel: Channel,
  status: NotificationStatus,
  userId: z.string(),
  orderId: z.string().optional(),
  /** Email address, phone number or push endpoint; gone when the person was erased. */
  address: z.string(),
  /** The same for all messages to an address; of mails and SMS. */
  recipient: RecipientKey.optional(),
  locale: Locale,
  /** How often it was handed to the provider, or was tried to. */
  attempts: z.int(),
  createdAt: Instant,
  /** When it is sent at the earliest, or tried again. */
  dueAt: Instant.optional(),
  sentAt: Instant.optional(),
  deliveredAt: Instant.optional(),
  /** What its provider calls it. */
  providerRef: z.string().optional(),
  /** Why it is not sent, or why the last attempt failed. */
  reason: z.string().optional(),
  version: z.int(),
})
export type Notification = z.infer<typeof Notification>

/** What is sent: of a mail all three, of other channels the text. Secrets are made when it is sent, and shown as dots. */
export const RenderedMessage = schema('RenderedMessage', {
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
})
export type RenderedMessage = z.infer<typeof RenderedMessage>

export const NotificationDetail = Notification.extend({ content: RenderedMessage }).openapi(
  'NotificationDetail',
)
