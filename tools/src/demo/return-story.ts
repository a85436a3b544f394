import { randomUUID } from 'node:crypto'
import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { findStaff } from '../shop/running-shop.ts'
import { asStaff } from '../shop/staff-session.ts'
import { buy, type Scene, savePapers, watch } from './purchase.ts'
import { priceOf, print, step, waitFor } from './telling.ts'

/** A piece comes back: asked for, approved, received, put on the shelf again, refunded, credited. */
export async function tellReturnStory(scene: Scene): Promise<string> {
  const purchase = await buy(scene)
  const order = await watch(scene, purchase)
  const { token } = purchase.shopper
  const closed = await sendBack(scene, { token, orderId: order.orderId })
  const { refund, creditNote } = closed
  print(`${refund ? priceOf(refund.amount) : 'nothing'} given back, ${creditNote?.number ?? '–'}`)
  if (creditNote) await saveCreditNote(scene, order, { token, ...creditNote })
  return `Returned: a piece of order ${order.number}`
}

type Delivered = { readonly token: string; readonly orderId: string }

/** A piece of a delivered order goes back, by all its steps; answers the return once its money and its paper are there. */
export async function sendBack(
  { shop, sku }: Pick<Scene, 'shop' | 'sku'>,
  { token, orderId }: Delivered,
): Promise<Return> {
  const asked = await step('ask to send one piece back', () =>
    shop<Return>(`POST /api/orders/${orderId}/returns`, {
      token,
      headers: { 'idempotency-key': randomUUID() },
      body: { lines: [{ sku, quantity: 1, reason: 'damaged' }] },
    }),
  )
  print(`return ${asked.returnId} is ${asked.status}: ${priceOf(asked.estimate.total)} to come`)
  const path = `/api/returns/${asked.returnId}`
  const staff = asStaff(shop, findStaff())
  await step('approve it, as staff', () => staff(`POST ${path}/approve`))
  const sending = { carrier: 'Colissimo', trackingNumber: '6A00000000001' }
  await step('send it', () => shop(`POST ${path}/sent`, { token, body: sending }))
  await step('receive it, as staff', () => staff(`POST ${path}/receive`, { body: {} }))
  const found = { lines: [{ sku, restock: 1, scrap: 0 }] }
  await step('inspect it: back on the shelf', () => staff(`POST ${path}/inspect`, { body: found }))
  return await waitFor('wait for the money and the credit note', {
    read: () => shop<Return>(`GET ${path}`, { token }),
    until: ({ status }) => status === 'closed',
  })
}

type CreditNote = { readonly token: string; readonly creditNoteId: string }

async function saveCreditNote(
  { shop }: Scene,
  order: Parameters<typeof savePapers>[0],
  { token, creditNoteId }: CreditNote,
) {
  const path = `/api/credit-notes/${creditNoteId}`
  await waitFor('wait for its PDF', {
    read: () => shop<{ pdf?: object }>(`GET ${path}`, { token }),
    until: ({ pdf }) => pdf !== undefined,
  })
  await savePapers(order, { 'credit-note': () => shop(`GET ${path}/pdf`, { token }) })
}
