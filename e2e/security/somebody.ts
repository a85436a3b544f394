import { type Api, eventually } from '../src/api.ts'
import type { PlatformAddress } from '../src/platform.ts'
import { buy, fillCart, home, reach, type Shopper, sell } from '../src/shopper.ts'
import { openBrowser } from '../src/shopping/phone-and-browser.ts'
import { returnOne } from '../src/shopping/returns.ts'
import { newVendor } from '../src/vendor.ts'
import { onePixel, openChat, uploadImage } from '../support/conversations.ts'

export type Ids = Readonly<Record<string, string>>
type Stage = { readonly api: Api; readonly platform: PlatformAddress; readonly staff: string }

/** Somebody who has one of everything that belongs to somebody. */
export async function somebody(stage: Stage): Promise<{ shopper: Shopper; ids: Ids }> {
  const { api, staff } = stage
  const sku = await sell(api, staff, { price: 2_000, stock: 5 })
  const { shopper, order } = await buy(api, sku)
  const ids = {
    ...(await orderOf(stage, shopper, { orderId: order.orderId, sku })),
    ...(await accountOf(stage, shopper)),
    ...(await wishesOf(stage, shopper)),
    ...(await conversationOf(stage, shopper)),
    cartId: await fillCart(api, shopper, [{ sku, quantity: 1 }]),
    sku,
  }
  return { shopper, ids }
}

/** An order that was edited, delivered, and sent back. */
async function orderOf(
  { api, staff }: Stage,
  shopper: Shopper,
  { orderId, sku }: { readonly orderId: string; readonly sku: string },
): Promise<Ids> {
  const { token } = shopper
  await reach(api, shopper, orderId, 'processing')
  const edit = { token, body: { lines: [{ sku, quantity: 2 }] } }
  const { body } = await api<{ editId: string }>(`POST /api/orders/${orderId}/edits`, edit)
  const { parcels, invoice, payment } = await reach(api, shopper, orderId, 'delivered')
  const { returnId, refund, creditNote } = await returnOne(api, { staff, token, orderId, sku })
  const creditNoteId = creditNote?.creditNoteId ?? ''
  await eventually(
    'the credit note to be printed',
    () => api(`GET /api/credit-notes/${creditNoteId}/pdf`, { token }),
    ({ status }) => status === 200,
  )
  return {
    ...{ orderId, returnId, creditNoteId, editId: body.editId },
    refundId: refund?.refundId ?? '',
    paymentIntentId: payment.paymentIntentId,
    invoiceId: invoice.invoiceId,
    shipmentId: parcels[0]?.shipmentId ?? '',
  }
}

/** What hangs on the account: an address, a session, an export, a message, a browser, an application to sell. */
async function accountOf({ api, platform }: Stage, { token }: Shopper): Promise<Ids> {
  const { body: me } = await api<{ userId: string }>('GET /api/me', { token })
  const address = await api<{ addressId: string }>('POST /api/me/addresses', { token, body: home })
  const sessions = await api<{ items: { sessionId: string }[] }>('GET /api/me/sessions', { token })
  const { body: asked } = await api<{ exportId: string }>('POST /api/me/exports', {
    ...{ token, body: { password: 'une phrase de passe assez longue' } },
  })
  const { body: inbox } = await eventually(
    'a message in the inbox',
    () => api<{ items: { notificationId: string }[] }>('GET /api/inbox', { token }),
    (answer) => answer.body.items.length > 0,
  )
  if (platform.mailboxUrl !== undefined) await openBrowser(api, platform, token)
  const { body: browsers } = await api<{ items: { subscriptionId: string }[] }>(
    'GET /api/push-subscriptions',
    { token },
  )
  const { body: vendor } = await api<{ vendorId: string }>('POST /api/vendors', {
    ...{ token, body: newVendor() },
  })
  return {
    ...{ userId: me.userId, addressId: address.body.addressId, exportId: asked.exportId },
    sessionId: sessions.body.items[0]?.sessionId ?? '',
    notificationId: inbox.items[0]?.notificationId ?? '',
    subscriptionId: browsers.items[0]?.subscriptionId ?? 'none',
    vendorId: vendor.vendorId,
  }
}

async function wishesOf({ api, staff }: Stage, { token }: Shopper): Promise<Ids> {
  const sku = await sell(api, staff, { price: 2_000, stock: 0 })
  const { body: wish } = await api<{ wishId: string }>('POST /api/stock/wishes', {
    ...{ token, body: { sku } },
  })
  const { body: list } = await api<{ wishListId: string }>('POST /api/wish-lists', {
    ...{ token, body: { name: 'À moi' } },
  })
  return { wishId: wish.wishId, wishListId: list.wishListId }
}

async function conversationOf({ api, platform }: Stage, { token }: Shopper): Promise<Ids> {
  const { conversationId, path } = await openChat(api, {}, token)
  const imageId = await uploadImage(`${platform.gatewayUrl}${path}`, onePixel, token)
  return { conversationId, imageId }
}
