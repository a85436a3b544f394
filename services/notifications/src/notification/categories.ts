import type { MessageCategory } from '@comptoir/contracts/notifications/preferences'
import type { Channel, TemplateKey } from '@comptoir/contracts/notifications/schemas'

/** `staff`: what the shop tells itself. */
export type Category = MessageCategory | 'staff'
/** What a template is about, and by which channels beside the mail it is told. */
type Kind = { readonly category: Category; readonly besides: readonly Channel[] }

const everything = ['in_app', 'push', 'sms'] as const
const quietly = ['in_app', 'push'] as const

const account: Kind = { category: 'account', besides: [] }
const order = (besides: readonly Channel[]): Kind => ({ category: 'orders', besides })
const progress = (besides: readonly Channel[]): Kind => ({ category: 'progress', besides })

/** Nothing is told beside the mail by which a link or a paper would be lost; an SMS is sent only of what hurries. */
export const kinds: Readonly<Record<TemplateKey, Kind>> = {
  order_confirmed: order(quietly),
  order_rejected: order(everything),
  order_expired: order(everything),
  order_cancelled: order(everything),
  order_partially_shipped: progress(everything),
  order_shipped: progress(everything),
  order_delivered: progress(everything),
  order_edited: order(quietly),
  order_link: order([]),
  payment_link: order([]),
  exchange_payment: order([]),
  transfer_awaited: order(quietly),
  payment_failed: order([]),
  payment_action_required: order([]),
  refund: order(quietly),
  invoice: order(['in_app']),
  credit_note: order(['in_app']),
  return_requested: progress(quietly),
  return_approved: order(quietly),
  return_received: progress(quietly),
  return_refunded: order(quietly),
  return_closed: order(quietly),
  withdrawal_receipt: order([]),
  stock_wish_confirmation: order([]),
  back_in_stock: order(quietly),
  cart_abandoned: { category: 'marketing', besides: [] },
  delivery_feedback: { category: 'marketing', besides: ['push'] },
  stock_alert: { category: 'staff', besides: [] },
  verify_email: account,
  confirm_new_email: account,
  email_change_requested: account,
  email_changed: account,
  reset_password: account,
  password_changed: account,
  invitation: account,
  export_ready: account,
  conversation_answer: account,
  conversation_transcript: account,
}

type Told = { readonly template: TemplateKey }

/** Whether a mail is sent whatever its reader chose: it is the contract, money, an answer to them, or who can sign in. */
export const isMandatory = ({ template }: Told): boolean =>
  mandatoryOf(kinds[template].category).includes('email')

/** What is sent with the consent of its reader only, and with a link to end it. */
export const isMarketing = ({ template }: Told): boolean => kinds[template].category === 'marketing'

/** What nobody can refuse. */
export const mandatoryOf = (category: Category): readonly Channel[] =>
  category === 'progress' || category === 'marketing' ? [] : ['email']
