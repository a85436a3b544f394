import { type Api, eventually } from '../src/api.ts'
import type { PlatformAddress } from '../src/platform.ts'
import {
  chooseShipping,
  fillCart,
  home,
  password,
  place,
  reach,
  type Shopper,
  sell,
} from '../src/shopper.ts'
import { openBrowser } from '../src/shopping/phone-and-browser.ts'
import { returnOne } from '../src/shopping/returns.ts'
import { approvedVendor, sellAs } from '../src/vendor.ts'
import { onePixel, openChat, uploadImage } from '../support/conversations.ts'

export type Ids = Readonly<Record<string, string>>
type Stage = { readonly api: Api; readonly platform: PlatformAddress; readonly staff: string }

/** Somebody who has one of everything that belongs to somebody: who sells, too, and buys what they sell. */
export async function somebody(stage: Stage): Promise<{ shopper: Shopper; ids: Ids }> {
  const { api, staff } = stage
  const { vendorId, ...shopper } = await approvedVendor(api, staff)
  const { sku } = await sellAs(api, staff, { vendorId, ...shopper }, 20)
  const ids = {
    vendorId,
    ...(await orderOf(stage, shopper, sku)),
    ...(await payoutOf(stage, vendorId)),
    ...(await accountOf(stage, shopper)),
    ...(await wishesOf(stage, shopper)),
    ...(await conversationOf(stage, shopper)),
    cartId: await fillCart(api, shopper, [{ sku, quantity: 1 }]),
    sku,
  }
  return { shopper, ids }
}

/** An order that was to be edited, is delivered, and of which one piece of two was sent back. */
async function orderOf({ api, staff }: Stage, shopper: Shopper, sku: string): Promise<Ids> {
  const { token } = shopper
  const { orderId, editId } = await editedOrder(api, shopper, sku)
  const { parcels, invoice, payment } = await reach(api, shopper, orderId, 'delivered')
  const { returnId, refund, creditNote } = await returnOne(api, { staff, token, orderId, sku })
  const creditNoteId = creditNote?.creditNoteId ?? ''
  await eventually(
    'the credit note to be printed',
    () => api(`GET /api/credit-notes/${creditNoteId}/pdf`, { token }),
    ({ status }) => status === 200,
  )
  return {
    ...{ orderId, returnId, creditNoteId, editId },
    refundId: refund?.refundId ?? '',
    paymentIntentId: payment.paymentIntentId,
    invoiceId: invoice.invoiceId,
    shipmentId: parcels[0]?.shipmentId ?? '',
  }
}

/** An order with an edit that nobody confirmed. One whose parcel left before the edit was asked for is followed by another. */
async function editedOrder(
  api: Api,
  shopper: Shopper,
  sku: string,
  others = 4,
): Promise<{ readonly orderId: string; readonly editId: string }> {
  const { token } = shopper
  const cartId = await fillCart(api, shopper, [{ sku, quantity: 2 }])
  const shippingOptionId = await chooseShipping(api, shopper, cartId)
  const placed = await place(api, shopper, { cartId, shippingOptionId, wait: 15 })
  const { orderId } = placed.body
  await reach(api, shopper, orderId, 'processing', 'shipped', 'delivered')
  const edit = { token, body: { lines: [{ sku, quantity: 3 }] } }
  const asked = await api<{ editId: string }>(`POST /api/orders/${orderId}/edits`, edit)
  if (asked.status === 201) return { orderId, editId: asked.body.editId }
  if (others === 0) throw new Error(`an edit: ${JSON.stringify(asked.body)}`)
  return await editedOrder(api, shopper, sku, others - 1)
}

/** What the vendor is paid, as staff have drafted it once the sale is on the ledger. */
async function payoutOf({ api, staff }: Stage, vendorId: string): Promise<Ids> {
  const draft = () =>
    api<{ payoutId: string }>(`POST /api/vendors/${vendorId}/payouts`, { token: staff, body: {} })
  const { body } = await eventually('a payout', draft, ({ status }) => status === 201)
  return { payoutId: body.payoutId }
}

/** What hangs on the account: an address, a session, an export, a message, a browser. */
async function accountOf({ api, platform }: Stage, { token }: Shopper): Promise<Ids> {
  const { body: me } = await api<{ userId: string }>('GET /api/me', { token })
  const address = await api<{ addressId: string }>('POST /api/me/addresses', { token, body: home })
  const sessions = await api<{ items: { sessionId: string }[] }>('GET /api/me/sessions', { token })
  const { body: asked } = await api<{ exportId: string }>('POST /api/me/exports', {
    ...{ token, body: { password } },
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
  return {
    ...{ userId: me.userId, addressId: address.body.addressId, exportId: asked.exportId },
    sessionId: sessions.body.items[0]?.sessionId ?? '',
    notificationId: inbox.items[0]?.notificationId ?? '',
    subscriptionId: browsers.items[0]?.subscriptionId ?? 'none',
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
