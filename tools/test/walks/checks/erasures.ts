import type { Ending } from './ending.ts'

const ended = ['completed', 'rejected', 'expired', 'cancelled', 'delivered']
/** A parcel in any other state still needs to know where it goes. */
const arrived = ['delivered', 'cancelled', 'lost', 'damaged', 'returned_to_sender']

/** Of a guest who was erased nothing is left in an order that has ended, its payment, its shipments and drafts of before. */
export function erasureFaults({ walker, books, drafts }: Ending): string[] {
  return walker.erased.flatMap(({ email, atMs }) => {
    const ids = walker.orders.filter((placed) => placed.email === email)
    const prepared = drafts
      .filter(({ customer, createdAt }) => customer.email === email && Date.parse(createdAt) < atMs)
      .map(({ draftId }) => `${draftId} is for ${email}, who was erased`)
    const kept = ids.flatMap(({ orderId, orderToken }) => {
      const order = books.orders.find((one) => one.orderId === orderId)
      // one that came into an account before belongs to that one
      if (!order || orderToken === undefined || !ended.includes(order.status)) return []
      // who orders again after the erasure is known again
      if (Date.parse(order.placedAt) > atMs) return []
      const payments = books.payments.filter((one) => one.orderId === orderId)
      const shipments = books.shipments.filter(
        (one) => one.orderId === orderId && one.parcels.every(isOver),
      )
      return [order, ...payments, ...shipments].flatMap((one) =>
        names(one, email) ? [`${idOf(one)} still names ${email}, who was erased`] : [],
      )
    })
    return [...prepared, ...kept]
  })
}

type Parcel = { readonly status?: string | undefined; readonly cancelledAt?: string | undefined }
const isOver = ({ status = '', cancelledAt }: Parcel): boolean =>
  cancelledAt !== undefined || arrived.includes(status)

/** By the email, or as the recipient that the walk wrote into the address. */
function names(document: object, email: string): boolean {
  const text = JSON.stringify(document)
  return text.includes(email) || text.includes(`"recipient":"${email.split('@')[0]}"`)
}

const idOf = (one: { orderId: string; id?: string; shipmentId?: string }): string =>
  one.shipmentId ?? one.id ?? one.orderId
