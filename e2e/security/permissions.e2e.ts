import { permissionOf, permissions } from '@comptoir/contracts/accounts/permissions'
import { creditNoteIdOf, refundIdOf } from '@comptoir/contracts/ids'
import { describe, expect, it } from 'vitest'
import { buyAsGuest } from '../src/guest.ts'
import { openJourney } from '../src/journey.ts'
import { buy, fillCart, home, reach, register, type Shopper, sell, signIn } from '../src/shopper.ts'
import { newVendor } from '../src/vendor.ts'

const { platform, api, staff } = await openJourney()

type Operation = {
  readonly operationId: string
  readonly security?: readonly object[]
  readonly 'x-guests'?: boolean
}
type Document = { readonly paths: Record<string, Record<string, Operation>> }
type Named = Operation & { readonly method: string; readonly path: string }

/** Where the object is the caller's own by its path, or no object of a person. */
const ofNobody = new Set(['service', 'deadLetterId', 'channel'])
/** What is opened by a token in the request, not by who sends it: the token is the right. */
const byToken = new Set([
  ...['GetWithdrawalReceipt', 'ConfirmWithdrawal', 'AttachOrder', 'MergeCart', 'GetDataArchive'],
  'GetErasureReceipt',
])
/** Whose ids the journey makes: what is read of them is there. */
const made = new Set([
  ...['orderId', 'userId', 'paymentIntentId', 'invoiceId', 'shipmentId', 'cartId', 'sku'],
])
/** Takes away what is the caller's own: what is not there is gone already, and 204 tells nothing of others'. */
const goneAlready = new Set(['DeleteWishList', 'RemovePushSubscription'])
/** Asks for more than an id. */
const needsMore = new Set(['GetOrderTimeline', 'GetErasure', 'GetReturnLabel'])

/** Bodies that are valid, so that 404 is said of the object and not 400 of the body. */
const bodies: Record<string, unknown> = {
  PayOrder: { paymentMethod: { provider: 'stripe', token: 'pm_card_visa' } },
  PayFurtherIntent: { paymentMethod: { provider: 'stripe', token: 'pm_card_visa' } },
  PreviewOrderEdit: { lines: [{ sku: 'X', quantity: 1 }] },
  ChangeOrder: { shippingAddress: home },
  RequestReturn: { lines: [{ sku: 'X', quantity: 1, reason: 'changed_mind' }] },
  SendReturn: { carrier: 'colissimo', trackingNumber: 'X123456789' },
  ChangeAddress: home,
  AddCartLine: { sku: 'X', quantity: 1 },
  ChangeCartLine: { quantity: 1 },
  ChangeWishList: { name: 'X' },
  ReplaceVendorDetails: newVendor(),
  SendConversationMessage: { clientMsgId: '0193580a-0000-7000-8000-000000000000', body: 'x' },
  MarkConversationRead: { seq: 1 },
  AttachConversationOrder: { orderId: 'ord_none' },
  RateConversation: { score: 5 },
  QuoteCart: { shippingAddress: { countryCode: 'FR', postalCode: '69002' } },
}

const namesIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? [])

async function operationsWithObjects(): Promise<Named[]> {
  const { body } = await api<Document>('GET /openapi.json')
  return Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const names = namesIn(path)
      const isPersonal = (operation.security?.length ?? 0) > 0 && names.length > 0
      if (!isPersonal || names.every((name) => ofNobody.has(name))) return []
      return [{ ...operation, method: method.toUpperCase(), path }]
    }),
  )
}

type Ids = Readonly<Record<string, string>>

/** Somebody with one of everything. */
async function person(): Promise<{ shopper: Shopper; ids: Ids }> {
  const sku = await sell(api, staff, { price: 2_000, stock: 5 })
  const { shopper, order } = await buy(api, sku)
  const { token } = shopper
  const { parcels } = await reach(api, shopper, order.orderId, 'delivered')
  const address = await api<{ addressId: string }>('POST /api/me/addresses', { token, body: home })
  const sessions = await api<{ items: { sessionId: string }[] }>('GET /api/me/sessions', { token })
  const me = await api<{ userId: string }>('GET /api/me', { token })
  const ids = {
    ...{ orderId: order.orderId, userId: me.body.userId, addressId: address.body.addressId },
    ...{ sessionId: sessions.body.items[0]?.sessionId ?? '', sku },
    paymentIntentId: order.payment.paymentIntentId,
    invoiceId: order.invoice.invoiceId,
    shipmentId: parcels[0]?.shipmentId ?? '',
    creditNoteId: creditNoteIdOf(order.orderId),
    refundId: refundIdOf(order.orderId),
    cartId: await fillCart(api, shopper, [{ sku, quantity: 1 }]),
    ...{ editId: 'ed_none', returnId: 'ret_none', exportId: 'exp_none', noteId: 'note_none' },
    ...{ parcel: '1', code: 'NONE' },
  }
  return { shopper, ids }
}

/** Whoever may not: 403 without the permission, else 404 as for what does not exist. */
const operations = await operationsWithObjects()
const { shopper, ids } = await person()
const stranger = await register(api)
const guest = (await buyAsGuest(api, ids['sku'] ?? '')).order.guest
const strangers = { customer: stranger.token, guest: guest.accessToken }

async function send({ operationId, method, path }: Named, token: string, given: Ids) {
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => given[name] ?? 'none')
  const sendsBody = method !== 'GET' && method !== 'DELETE'
  const answer = await api<{ code?: string }>(`${method} ${url}`, {
    token,
    key: `${operationId}-${Date.now()}`,
    ...(sendsBody && { body: bodies[operationId] ?? {} }),
  })
  return answer.status
}

/** What somebody without a right to it is told of an object. */
function refusalOf(operation: Named, caller: string): number {
  const isOpen = operation.security?.some((way) => Object.keys(way).length === 0)
  if (caller === 'guest' && !operation['x-guests'] && !isOpen) return 401
  if (goneAlready.has(operation.operationId)) return 204
  return permissionOf(operation.operationId) ? 403 : 404
}

/** Reads of an order, which `orders.read` opens: support holds it. */
const readByOrdersRead: ReadonlySet<string> = new Set(['GetOrder', 'TrackOrder'])

/** The same of one of the staff, who holds some permissions. */
function statusFor(operation: Named, role: string): number {
  const permission = permissionOf(operation.operationId)
  const holders: readonly string[] = permission ? permissions[permission].roles : []
  if (holders.includes(role) || readByOrdersRead.has(operation.operationId)) return 200
  return permission ? 403 : 404
}

/** Those to whom an object is there: its owner, or staff. */
function readersOf({ operationId, path }: Named): string[] {
  if (permissionOf(operationId)) return [staff]
  const isOwnersOnly = path.includes('cart') || path.startsWith('/api/me')
  return isOwnersOnly ? [shopper.token] : [shopper.token, staff]
}

/** Sends each and answers those whose status is another than it should be. */
async function deviations(asked: readonly { operation: Named; token: string; right: number }[]) {
  const wrong: unknown[] = []
  for (const { operation, token, right } of asked) {
    const status = await send(operation, token, ids)
    if (status !== right) wrong.push([operation.operationId, { status, right }])
  }
  return wrong
}

const isPublic = /^\/api\/(products|stock|categories)/
const personal = operations.filter(
  ({ operationId, path }) => !byToken.has(operationId) && !isPublic.test(path),
)
const reads = personal.filter(({ method, path, operationId }) => {
  const isMade = namesIn(path).every((name) => made.has(name))
  return method === 'GET' && !path.endsWith('/events') && isMade && !needsMore.has(operationId)
})

describe('what belongs to somebody', () => {
  it.each(Object.entries(strangers))(
    'is found by no other %s, in any operation of the contract',
    async (caller, token) => {
      expect(personal.length).toBeGreaterThan(70)
      const asked = personal.map((operation) => ({
        ...{ operation, token, right: refusalOf(operation, caller) },
      }))
      expect(await deviations(asked)).toEqual([])
    },
  )

  it('is there for its owner and for staff: what was refused exists', async () => {
    expect(reads.length).toBeGreaterThan(10)
    const asked = reads.flatMap((operation) =>
      readersOf(operation).map((token) => ({ operation, token, right: 200 })),
    )
    expect(await deviations(asked)).toEqual([])
  })

  it('is seen by nobody for their role alone: support reads customers and their orders, not their payments, papers and returns', async () => {
    const admin = await signIn(api, platform.admin)
    const { email, token: early } = await register(api)
    const { body } = await api<{ userId: string }>('GET /api/me', { token: early })
    const roles = { roles: ['customer', 'support'] }
    await api(`PUT /api/users/${body.userId}/roles`, { token: admin, body: roles })
    const token = await signIn(api, { email, password: 'une phrase de passe assez longue' })
    const asked = reads.map((operation) => ({
      ...{ operation, token, right: statusFor(operation, 'support') },
    }))
    expect(await deviations(asked)).toEqual([])
  })
})
