import type { Channel, TemplateKey } from '@comptoir/contracts/notifications/schemas'
import { afterQuiet } from '../recipients/quiet-hours.ts'
import type { Reach } from '../recipients/reach.ts'
import type { NewMessage } from './notification.ts'

const everything = ['in_app', 'push', 'sms'] as const
const quietly = ['in_app', 'push'] as const

/** By which channels beside the mail a fact is told: nothing by which a link or a paper would be lost, an SMS only of what hurries. */
const besides: Readonly<Record<TemplateKey, readonly Channel[]>> = {
  order_confirmed: quietly,
  order_rejected: everything,
  order_expired: everything,
  order_cancelled: everything,
  order_partially_shipped: everything,
  order_shipped: everything,
  order_delivered: everything,
  order_edited: quietly,
  order_link: [],
  payment_failed: [],
  payment_action_required: [],
  refund: quietly,
  invoice: ['in_app'],
  credit_note: ['in_app'],
  return_requested: quietly,
  return_approved: quietly,
  return_received: quietly,
  return_refunded: quietly,
  return_closed: quietly,
  withdrawal_receipt: [],
  delivery_feedback: [],
  verify_email: [],
  confirm_new_email: [],
  email_change_requested: [],
  email_changed: [],
  reset_password: [],
  password_changed: [],
  invitation: [],
  export_ready: [],
}

/** Mails that a user may do without: nothing depends on them, and the order's page says the same. */
const isOptional: ReadonlySet<TemplateKey> = new Set([
  ...(['order_partially_shipped', 'order_shipped', 'order_delivered'] as const),
  ...(['return_requested', 'return_received'] as const),
])

/** Whether a mail is sent whatever its reader chose: it is the contract, money, or an answer to them. */
export const isMandatory = (message: NewMessage): boolean =>
  !isOptional.has(message.template) && !isMarketing(message)

/** What is sent with the consent of its reader only, and with a link to end it. */
export const isMarketing = ({ template }: Pick<NewMessage, 'template'>): boolean =>
  template === 'delivery_feedback'

/** What short texts show. The rest, as an address, stays in the mail. */
const shown = ['number', 'amount', 'paper', 'dueAt'] as const

/**
 * What tells the same as a mail: the mail itself, if it is wanted, and the channels that somebody with an account chose. Phones are silent
 * in the quiet hours of their owner.
 */
export function fanOut(mail: NewMessage, reach: Reach | undefined, now: Date): NewMessage[] {
  if (isMarketing(mail)) return reach?.marketingConsent ? [mail] : []
  if (!reach) return [mail]
  const wantsMail = isMandatory(mail) || reach.channels.includes('email')
  return [...(wantsMail ? [mail] : []), ...briefly(mail, reach, now)]
}

function briefly(mail: NewMessage, reach: Reach, now: Date): NewMessage[] {
  const { channels, mobile, push, quiet } = reach
  const told = besides[mail.template]
  const wanted = (channel: 'sms' | 'push') => told.includes(channel) && channels.includes(channel)
  const dueAt = afterQuiet(now, quiet).toISOString()
  const short = shortOf(mail)
  const inbox = told.includes('in_app')
    ? [{ ...short, channel: 'in_app' as const, address: mail.userId }]
    : []
  const numbers = wanted('sms') && mobile !== undefined ? [mobile] : []
  const browsers = wanted('push') ? push : []
  return [
    ...inbox,
    ...numbers.map((address) => ({ ...short, channel: 'sms' as const, address, dueAt })),
    ...browsers.map(({ id: address }) => ({ ...short, channel: 'push' as const, address, dueAt })),
  ]
}

function shortOf({ template, userId, orderId, locale, fact, data }: NewMessage) {
  const values = Object.fromEntries(
    shown.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]])),
  )
  return { fact, template, userId, orderId, locale, data: values }
}
