import { erasedAddress, erasedEmail, erasedToken } from '@comptoir/contracts/erasure'
import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import type { BilledOrder } from './invoice/billed-order.ts'
import { type BillingDocument, type DocumentChange, isIssued } from './invoice/invoice.ts'
import { type Invoices, listKey } from './invoice/invoice-store.ts'

/** A deleted account: what came to nothing loses the person, what was issued keeps what the law asks for. */
export const eraseInvoices =
  (invoices: Invoices): Erase =>
  async (userId) => {
    for (const type of ['invoice', 'credit_note'] as const) {
      const key = listKey({ type, userId })
      await eraseEach({ collection: invoices, index: 'list', key }, ({ id }) =>
        invoices.update(id, eraseCustomer),
      )
    }
  }

/**
 * Takes the person out of a document. An issued one is kept for ten years as it was printed (Code de commerce, L123-22;
 * GDPR, article 17(3)(b)): names and addresses stay, what is not printed goes. A draft stays as it is: its order is open,
 * and it is issued or voided when that ends. Repeating it changes nothing.
 */
export function eraseCustomer(document: BillingDocument): DocumentChange {
  if (document.status === 'draft') return undefined
  if (isIssued(document)) {
    const order = withoutContact(document.order)
    return order && { next: { ...document, order } }
  }
  const order = document.draft && withoutPerson(document.draft.order)
  return document.draft && order && { next: { ...document, draft: { ...document.draft, order } } }
}

/** The order without what no invoice shows; none when it is without already. */
function withoutContact(order: BilledOrder): BilledOrder | undefined {
  const email = erasedEmail(order.userId)
  if (order.email === email) return undefined
  const { phone: _, ...billingAddress } = order.billingAddress
  const { phone: __, ...shippingAddress } = order.shippingAddress
  const paymentMethod = { ...order.paymentMethod, token: erasedToken }
  return { ...order, email, billingAddress, shippingAddress, paymentMethod }
}

function withoutPerson(order: BilledOrder): BilledOrder | undefined {
  const rest = withoutContact(order)
  const billingAddress = erasedAddress(order.billingAddress)
  const shippingAddress = erasedAddress(order.shippingAddress)
  return rest && { ...rest, billingAddress, shippingAddress }
}
