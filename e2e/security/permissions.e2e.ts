import { permissionOf, permissions } from '@comptoir/contracts/accounts/permissions'
import { lookUp } from '@comptoir/contracts/look-up'
import { describe, expect, it } from 'vitest'
import { buyAsGuest } from '../src/guest.ts'
import { openJourney } from '../src/journey.ts'
import { home, password, register, signIn } from '../src/shopper.ts'
import { approvedVendor, newVendor, productOf } from '../src/vendor.ts'
import { type Ids, somebody } from './somebody.ts'

const stage = await openJourney()
const { platform, api, staff } = stage

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
/** Takes away what is the caller's own: what is not there is gone already, and 204 tells nothing of others'. */
const goneAlready = new Set(['DeleteWishList', 'RemovePushSubscription', 'DeleteStockWish'])
/** Asks for more than an id, or for another thing that is named as one's own is. */
const needsMore = new Set([
  ...['GetOrderTimeline', 'GetErasure', 'GetReturnLabel'],
  ...['GetInvoiceExport', 'GetInvoiceExportFile', 'GetPayout'],
])
/** What no path of somebody's own is named by, but a code that anybody may type. */
const typed = new Set(['code'])

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

/** Whoever may not: 403 without the permission, else 404 as for what does not exist. */
const operations = await operationsWithObjects()
const { shopper, ids } = await somebody(stage)
const stranger = await register(api)
const guest = (await buyAsGuest(api, ids['sku'] ?? '')).order.guest
const vendor = await approvedVendor(api, staff)
const strangers = {
  customer: stranger.token,
  guest: guest.accessToken,
  vendor: vendor.token,
}

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

/** Reads that a permission opens to more than their owner and `customer-objects.any`: support holds it. */
const readBySupport = new Set([
  ...['GetOrder', 'TrackOrder', 'ListVendorOrders', 'GetVendorOrder'],
  ...['GetConversation', 'ListConversationMessages', 'GetConversationImage'],
])

/** The same of one of the staff, who holds some permissions. */
function statusFor(operation: Named, role: string): number {
  const permission = permissionOf(operation.operationId)
  const holders: readonly string[] = permission ? permissions[permission].roles : []
  if (holders.includes(role) || readBySupport.has(operation.operationId)) return 200
  return permission ? 403 : 404
}

/** Those to whom an object is there: its owner, or staff. */
function readersOf({ operationId, path }: Named): string[] {
  if (permissionOf(operationId)) return [staff]
  const isOwnersOnly = /cart|wish-lists/.test(path) || path.startsWith('/api/me')
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

const isPublic = /^\/api\/(products|stock(?!\/wishes)|categories)/
const personal = operations.filter(
  ({ operationId, path }) => !byToken.has(operationId) && !isPublic.test(path),
)
const reads = personal.filter(({ method, path, operationId }) => {
  const isMade = namesIn(path).every((name) => ids[name] !== undefined)
  return method === 'GET' && !path.endsWith('/events') && isMade && !needsMore.has(operationId)
})

describe('what belongs to somebody', () => {
  it('is all there to be asked for: each path of what is somebody’s own has an id of theirs', () => {
    const own = personal.filter(({ operationId }) => !permissionOf(operationId))
    const unmade = own.flatMap(({ operationId, path }) =>
      namesIn(path)
        .filter((name) => !typed.has(name) && !ids[name])
        .map((name) => `${operationId}: ${name}`),
    )
    expect(unmade).toEqual([])
    expect(own.length).toBeGreaterThan(60)
  })

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
    expect(reads.length).toBeGreaterThan(25)
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
    const token = await signIn(api, { email, password })
    const asked = reads.map((operation) => ({
      ...{ operation, token, right: statusFor(operation, 'support') },
    }))
    expect(await deviations(asked)).toEqual([])
  })

  it('is still there after others took it away in vain', async () => {
    const { token } = shopper
    const lists = await Promise.all(
      ['/api/wish-lists', '/api/stock/wishes', '/api/push-subscriptions'].map((path) =>
        api(`GET ${path}`, { token }),
      ),
    )
    const left = JSON.stringify(lists.map(({ body }) => body))
    for (const name of ['wishListId', 'wishId']) expect(left).toContain(ids[name])
    if (platform.mailboxUrl !== undefined) expect(left).toContain(ids['subscriptionId'])
  })
})

describe('the product of a vendor', () => {
  const ofProducts = ['ReplaceProduct', 'DeleteProduct', 'ArrangeProductImages']

  it('is changed by no other vendor, to whom it is not there, and by no customer', async () => {
    const owner = await approvedVendor(api, staff)
    const body = await productOf(api, staff, `PERM-${owner.vendorId.slice(-8)}`)
    const { body: product } = await api<{ productId: string }>('POST /api/products', {
      ...{ token: owner.token, body },
    })
    const sent = { ReplaceProduct: body, ArrangeProductImages: { images: [] } }
    const ask = async (operation: Named, token: string) => {
      const given = lookUp<unknown>(sent, operation.operationId)
      const path = operation.path.replace('{id}', product.productId)
      const asking = { token, ...(given !== undefined && { body: given }) }
      return (await api(`${operation.method} ${path}`, asking)).status
    }
    const asked = operations.filter(({ operationId }) => ofProducts.includes(operationId))
    expect(asked).toHaveLength(ofProducts.length)
    for (const operation of asked) {
      const { operationId } = operation
      expect([operationId, await ask(operation, vendor.token)]).toEqual([operationId, 404])
      expect([operationId, await ask(operation, stranger.token)]).toEqual([operationId, 403])
    }
    const shown = await api(`GET /api/products/${product.productId}`, { token: owner.token })
    expect(shown.body).toMatchObject({ title: body.title, vendorId: owner.vendorId })
  })
})
