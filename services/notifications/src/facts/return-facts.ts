import { emailKeyOf } from '@comptoir/contracts/email'
import type {
  OrderLinkRequested,
  ReturnApproved,
  ReturnClosed,
  ReturnRefunded,
  ReturnRequested,
  WithdrawalConfirmed,
} from '@comptoir/contracts/orders/events'
import type { OrderContact } from '@comptoir/contracts/orders/internal-routes'
import type { z } from 'zod'
import type { NewMessage } from '../notification/notification.ts'
import { orderMail } from './order-mail.ts'

type Return = z.output<typeof ReturnRequested.schema>
type Stage = 'return_requested' | 'return_approved' | 'return_received' | 'return_refunded'
type More = Partial<
  Pick<z.output<typeof ReturnApproved.schema>, 'dueAt'> &
    Pick<z.output<typeof ReturnRefunded.schema>, 'amount'>
>

/** A return goes on: asked for, approved, arrived, paid back. */
export function messagesOfReturn(
  template: Stage,
  told: Return & More,
  order: OrderContact,
): NewMessage[] {
  const { returnId, kind, lines, dueAt, amount } = told
  const goods = lines.map(({ title, quantity }) => ({ title, quantity }))
  const data = { returnId, kind, lines: goods, ...(dueAt && { dueAt }), ...(amount && { amount }) }
  return orderMail(order, { fact: `${template}/${returnId}`, template, data })
}

/** A return that came to nothing; one with its money back was told of. */
export function messagesOfReturnClosed(
  { returnId, outcome, reason }: z.output<typeof ReturnClosed.schema>,
  order: OrderContact,
): NewMessage[] {
  if (outcome === 'closed') return []
  const data = { returnId, outcome, ...(reason && { reason }) }
  return orderMail(order, { fact: `return_closed/${returnId}`, template: 'return_closed', data })
}

/** The link is made when the mail is sent: nothing stored opens an order. */
export function messagesOfLink(
  { linkId }: z.output<typeof OrderLinkRequested.schema>,
  order: OrderContact,
): NewMessage[] {
  return orderMail(order, { fact: `link/${linkId}`, template: 'order_link', data: { linkId } })
}

/**
 * The acknowledgement of a withdrawal goes to the email that was typed, whether there is such an order or not (Code de la
 * consommation, L221-21).
 */
export function messagesOfWithdrawal(
  told: z.output<typeof WithdrawalConfirmed.schema>,
): NewMessage[] {
  const { withdrawalId, email, locale, name, orderNumber, confirmedAt, declaredAt } = told
  return [
    {
      ...{ fact: `withdrawal/${withdrawalId}`, template: 'withdrawal_receipt', channel: 'email' },
      ...{ userId: emailKeyOf(email), address: email, locale },
      data: { withdrawalId, name, number: orderNumber, confirmedAt: confirmedAt ?? declaredAt },
      attachments: [{ kind: 'withdrawal_receipt', id: withdrawalId }],
    },
  ]
}
