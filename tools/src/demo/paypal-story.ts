import type { Order } from '@comptoir/contracts/orders/view'
import { UserError } from '../runner/screen/user-error.ts'
import { buy, readOrder, type Scene, savePapers, watch } from './purchase.ts'
import { priceOf, print, timed, waitFor } from './telling.ts'

/** Paid by PayPal: the payer approves on PayPal's page, here the simulator's, and comes back. */
export async function tellPayPalStory(scene: Scene): Promise<string> {
  const { shop } = scene
  const purchase = await buy(scene, { provider: 'paypal', token: 'paypal' })
  const waiting = await waitFor('wait for the page of PayPal', {
    read: () => readOrder(shop, purchase),
    until: ({ paymentStatus }) => paymentStatus === 'requires_action',
  })
  const back = await timed(() => approve(waiting), 'approve it there')
  print(`back to ${back}`)
  const order = await watch(scene, purchase)
  const { paidWith } = order.payment
  print(`${priceOf(order.totals.grandTotal)} paid with ${paidWith?.type ?? 'what is not known'}`)
  const { token } = purchase.shopper
  const { invoiceId } = order.invoice
  await savePapers(order, { invoice: () => shop(`GET /api/invoices/${invoiceId}/pdf`, { token }) })
  return `Delivered: order ${order.number}, paid by PayPal`
}

/** What a payer does on the page of the simulator; that of PayPal itself takes a person. */
async function approve({ payment }: Order): Promise<string> {
  const page = new URL(payment.actionUrl ?? '')
  if (page.hostname.endsWith('paypal.com'))
    throw new UserError(`a person approves it at ${page}, within the payment deadline`)
  page.pathname += `/approve`
  const answer = await fetch(page, { method: 'POST', redirect: 'manual' })
  const back = answer.headers.get('location')
  if (!back) throw new UserError(`the PayPal simulator answers ${answer.status}`)
  return back
}
