import type { Ending } from './ending.ts'

const ended = ['completed', 'rejected', 'expired', 'cancelled', 'delivered']

/** Of a guest who was erased nothing is left in an order that has ended, its payment and its shipments. */
export function erasureFaults({ walker, books }: Ending): string[] {
  return walker.erased.flatMap((email) => {
    const ids = walker.orders.filter((placed) => placed.email === email)
    return ids.flatMap(({ orderId, orderToken }) => {
      const order = books.orders.find((one) => one.orderId === orderId)
      // one that came into an account before belongs to that one
      if (!order || orderToken === undefined || !ended.includes(order.status)) return []
      const payments = books.payments.filter((one) => one.orderId === orderId)
      const text = JSON.stringify([order, payments])
      return text.includes(email) ? [`${orderId} still names ${email}, who was erased`] : []
    })
  })
}
