import { UserDeleted } from '@comptoir/contracts/accounts'
import { erasedAddress, erasedEmail, erasedToken } from '@comptoir/contracts/erasure'
import type { OrderSnapshot } from '@comptoir/contracts/orders'
import { on, type Subscriber } from '@comptoir/dapr/subscriptions'
import { walk } from '@comptoir/dapr/walk'
import { type BillingDocument, type DocumentChange, isIssued } from './invoice.ts'
import { type Invoices, listKey } from './invoice-store.ts'

/** A deleted account: its drafts lose the person, what was issued keeps what the law asks for. */
export function createErasure({ invoices }: { invoices: Invoices }): Subscriber {
  return on(UserDeleted, async ({ userId }) => {
    for (const type of ['invoice', 'credit_note'] as const) {
      const key = listKey({ type, userId })
      for await (const { id } of walk({ collection: invoices, index: 'list', key }))
        await invoices.update(id, eraseCustomer)
    }
  })
}

/**
 * Takes the person out of a document. An issued one is kept for ten years as it was printed (Code de commerce, L123-22;
 * GDPR, article 17(3)(b)): names and addresses stay, what is not printed goes. The draft of a
 * credit note is about to be issued. Repeating it changes nothing.
 */
export function eraseCustomer(document: BillingDocument): DocumentChange {
  if (document.status !== 'voided') {
    const isKept = isIssued(document) || document.type === 'credit_note'
    const order = isKept ? withoutContact(document.order) : withoutPerson(document.order)
    return order && { next: { ...document, order } }
  }
  const order = document.draft && withoutPerson(document.draft.order)
  return document.draft && order && { next: { ...document, draft: { ...document.draft, order } } }
}

/** The order without what no invoice shows; none when it is without already. */
function withoutContact(order: OrderSnapshot): OrderSnapshot | undefined {
  const email = erasedEmail(order.userId)
  if (order.email === email) return undefined
  const { phone: _, ...billingAddress } = order.billingAddress
  const { phone: __, ...shippingAddress } = order.shippingAddress
  const paymentMethod = { ...order.paymentMethod, token: erasedToken }
  return { ...order, email, billingAddress, shippingAddress, paymentMethod }
}

function withoutPerson(order: OrderSnapshot): OrderSnapshot | undefined {
  const rest = withoutContact(order)
  return (
    rest && {
      ...rest,
      billingAddress: erasedAddress(order.billingAddress),
      shippingAddress: erasedAddress(order.shippingAddress),
    }
  )
}
