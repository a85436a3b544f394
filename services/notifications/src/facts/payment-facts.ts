import type { CreditNoteIssued, InvoicePdfReady } from '@comptoir/contracts/billing/events'
import { isReturnRefund } from '@comptoir/contracts/ids'
import type { PaymentLinkCreated, TransferAwaited } from '@comptoir/contracts/orders/events'
import type { OrderContact } from '@comptoir/contracts/orders/internal-routes'
import type {
  PaymentFailed,
  PaymentRequiresAction,
  RefundSucceeded,
} from '@comptoir/contracts/payments/events'
import type { z } from 'zod'
import type { NewMessage } from '../notification/notification.ts'
import { orderMail } from './order-mail.ts'

type Linked = z.output<typeof PaymentLinkCreated.schema>
type Awaited = z.output<typeof TransferAwaited.schema>
type Trouble = z.output<typeof PaymentFailed.schema> | z.output<typeof PaymentRequiresAction.schema>

/**
 * A payment that failed, or waits for its payer. Most are mended on the page within moments, so the mail waits, and is left out
 * when the order is paid or ended by then.
 */
export function messagesOfTrouble(
  payment: Trouble,
  order: OrderContact,
  dueAt: string,
): NewMessage[] {
  const { paymentIntentId, attempt, amount } = payment
  const waits = 'actionUrl' in payment
  return orderMail(order, {
    fact: `payment/${paymentIntentId}/${attempt}`,
    template: waits ? 'payment_action_required' : 'payment_failed',
    data: { amount, ...(waits && { actionUrl: payment.actionUrl }) },
    ...{ dueAt, onlyWhileUnpaid: true },
  })
}

/**
 * A link that pays an order, or what an exchange costs more. It is made when the mail is sent: nothing stored pays. That of an order
 * is left out when the order is paid or ended by then.
 */
export function messagesOfPaymentLink(
  { orderId, linkId, total: amount, expiresAt: dueAt, returnId }: Linked,
  order: OrderContact,
): NewMessage[] {
  const isExchange = returnId !== undefined
  return orderMail(order, {
    fact: `payment_link/${orderId}/${linkId}`,
    template: isExchange ? 'exchange_payment' : 'payment_link',
    data: { linkId, amount, dueAt },
    ...(!isExchange && { onlyWhileUnpaid: true }),
  })
}

/** Where a transfer is to go, with what is written on it. */
export function messagesOfTransfer(
  { orderId, total: amount, dueAt, reference, account }: Awaited,
  order: OrderContact,
): NewMessage[] {
  const { holder, iban, bic } = account
  return orderMail(order, {
    ...{ fact: `transfer_awaited/${orderId}`, template: 'transfer_awaited', onlyWhileUnpaid: true },
    data: { amount, dueAt, reference, holder, iban, ...(bic && { bic }) },
  })
}

/** Money went back. That of a return is told with the return. */
export function messagesOfRefund(
  { refundId, amount }: z.output<typeof RefundSucceeded.schema>,
  order: OrderContact,
): NewMessage[] {
  if (isReturnRefund(refundId)) return []
  return orderMail(order, { fact: `refund/${refundId}`, template: 'refund', data: { amount } })
}

export function messagesOfInvoice(
  { invoiceId, number, total }: z.output<typeof InvoicePdfReady.schema>,
  order: OrderContact,
): NewMessage[] {
  return orderMail(order, {
    ...{ fact: `paper/${invoiceId}`, template: 'invoice', data: { paper: number, total } },
    attachments: [{ kind: 'paper', id: invoiceId }],
  })
}

export function messagesOfCreditNote(
  { creditNoteId, number, total }: z.output<typeof CreditNoteIssued.schema>,
  order: OrderContact,
): NewMessage[] {
  return orderMail(order, {
    ...{ fact: `paper/${creditNoteId}`, template: 'credit_note', data: { paper: number, total } },
    attachments: [{ kind: 'paper', id: creditNoteId }],
  })
}
