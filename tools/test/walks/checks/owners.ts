import type { Books } from '../../../src/reconcile/read-books.ts'

/** Papers, payments, shipments and returns belong to whom their order belongs to. */
export function ownerFaults({ orders, ...books }: Books): string[] {
  const owners = new Map(orders.map(({ orderId, userId }) => [orderId, userId]))
  const owned = [
    ...[...books.invoices, ...books.creditNotes].map((one) => ({ ...one, id: one.invoiceId })),
    ...books.payments,
    ...books.shipments.map((one) => ({ ...one, id: one.shipmentId })),
    ...books.returns.map((one) => ({ ...one, id: one.returnId })),
  ]
  return owned.flatMap(({ id, orderId, userId }) => {
    const owner = owners.get(orderId)
    return owner === userId ? [] : [`${id} belongs to ${userId}, its order to ${owner}`]
  })
}
