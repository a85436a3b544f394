import type { OrderEdit } from '@comptoir/contracts/orders/edits'
import type { Order } from '@comptoir/contracts/orders/view'
import { UserError } from '../runner/screen/user-error.ts'
import { buy, type Purchase, readOrder, type Scene, savePapers, watch } from './purchase.ts'
import { priceOf, print, step, waitFor } from './telling.ts'

/** One piece more after the order was placed: previewed, paid, and on another invoice; then the parcel comes. */
export async function tellEditStory(scene: Scene): Promise<string> {
  const { shop } = scene
  const purchase = await buy(scene)
  const { token } = purchase.shopper
  await waitFor('wait until it is paid', {
    read: () => readOrder(shop, purchase),
    until: ({ status }) => status === 'processing',
  })
  await addOnePiece(scene, purchase)
  const order = await watch(scene, purchase)
  print(`${priceOf(order.totals.grandTotal)} in all, by invoice ${order.invoice.number ?? '–'}`)
  const { invoiceId } = order.invoice
  await savePapers(order, { invoice: () => shop(`GET /api/invoices/${invoiceId}/pdf`, { token }) })
  return `Delivered: order ${order.number}, with one piece more than was ordered`
}

async function addOnePiece({ shop, sku, quantity }: Scene, { shopper, orderId }: Purchase) {
  const { token } = shopper
  const path = `/api/orders/${orderId}/edits`
  const lines = [{ sku, quantity: quantity + 1 }]
  const edit = await step('preview one piece more', () =>
    shop<OrderEdit>(`POST ${path}`, { token, body: { lines } }),
  )
  print(`${priceOf(edit.difference)} to pay beside`)
  const paymentMethod = { provider: 'stripe', token: 'pm_card_visa' }
  await step('confirm and pay it', () =>
    shop<Order>(`POST ${path}/${edit.editId}/confirm`, { token, body: { paymentMethod } }),
  )
  const ended = await waitFor('wait until it is applied', {
    read: () => shop<OrderEdit>(`GET ${path}/${edit.editId}`, { token }),
    until: ({ endedAt }) => endedAt !== undefined,
  })
  if (ended.status === 'applied') return
  throw new UserError(`the edit ${ended.status}: ${ended.reason ?? 'without a reason'}`)
}
