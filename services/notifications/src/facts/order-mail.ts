import { isErasedEmail } from '@comptoir/contracts/erasure'
import type { OrderContact } from '@comptoir/contracts/orders/internal-routes'
import type { NewMessage } from '../notification/notification.ts'

/** Who bought, as an order or its event says. */
export type Buyer = Pick<OrderContact, 'orderId' | 'number' | 'userId' | 'email' | 'locale'>
type Told = Pick<NewMessage, 'fact' | 'template' | 'attachments' | 'dueAt' | 'onlyWhileUnpaid'> & {
  readonly data?: Readonly<Record<string, unknown>>
}

/** A mail to whoever bought, in the language of the order; none to a person who was erased. */
export function orderMail(buyer: Buyer, { data, ...told }: Told): NewMessage[] {
  const { orderId, number, userId, email, locale } = buyer
  if (isErasedEmail(email)) return []
  const to = { userId, orderId, address: email, locale, channel: 'email' } as const
  return [{ ...told, ...to, data: { number, ...data } }]
}
