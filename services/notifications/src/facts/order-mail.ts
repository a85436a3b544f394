import { isErasedEmail } from '@comptoir/contracts/erasure'
import type { OrderContact } from '@comptoir/contracts/orders/internal-routes'
import type { NewMessage } from '../notification/notification.ts'

/** Who bought, as an order or its event says. */
export type Buyer = Pick<
  OrderContact,
  'orderId' | 'number' | 'userId' | 'guestId' | 'email' | 'locale'
>
type Told = Pick<NewMessage, 'fact' | 'template' | 'attachments' | 'dueAt' | 'onlyWhileUnpaid'> & {
  readonly data?: Readonly<Record<string, unknown>>
}

/**
 * A mail to whoever bought, at the address of the order and in its language; none to a person who was erased. That of an order which an
 * account took is the one that the guest got, so that nothing is told twice.
 */
export function orderMail(buyer: Buyer, { data, ...told }: Told): NewMessage[] {
  const { orderId, number, userId, guestId, email, locale } = buyer
  if (isErasedEmail(email)) return []
  const to = { userId, orderId, address: email, locale, channel: 'email' } as const
  const known = guestId === undefined ? {} : { knownAs: guestId }
  return [{ ...told, ...to, ...known, data: { number, ...data } }]
}
