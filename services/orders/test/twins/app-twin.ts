import { memoryLimiters } from '@comptoir/dapr/leases/limits'
import { createPromotions } from '@comptoir/dapr/sidecar/promotions'
import { createTaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import { createClientAddress } from '@comptoir/service/auth/client-address'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { createApp } from '../../src/app.ts'
import { createDrafts } from '../../src/drafts/draft-store.ts'
import { createGuestErasures } from '../../src/guests/guest-erasure-store.ts'
import { createGuestLimits } from '../../src/guests/guest-limits.ts'
import type { Order } from '../../src/order/order.ts'
import { createClaims, createOrders } from '../../src/order/order-store.ts'
import { createLinkSigner } from '../../src/payment-links/link-signature.ts'
import { createOrderAdmission } from '../../src/placing/order-admission.ts'
import { createReturns } from '../../src/returns/return-store.ts'
import type { SagaControl } from '../../src/saga/saga-starter.ts'
import { createOrderRows } from '../../src/search/order-rows.ts'
import { createWithdrawals } from '../../src/withdrawals/withdrawal-store.ts'
import { anOrder, at, home } from '../samples.ts'
import { createShopTwin } from './shop-twin.ts'

export const appToken = 'app-token'

/** The app over memory, with twins of the other services and sagas that only note what was asked of them. */
export function createAppTwin({
  limit = 0,
  orderLinksInAnswer = false,
  settings = fixedSettings(),
} = {}) {
  const store = createMemoryStore('orders')
  const live = createMemoryLive()
  const orders = createOrders(store, live)
  const claims = createClaims(store)
  const returns = createReturns(store)
  const drafts = createDrafts(store)
  const guestErasures = createGuestErasures(store)
  const withdrawals = createWithdrawals(store)
  const shop = createShopTwin()
  const verifier = createTestVerifier()
  const calls: string[] = []
  /** What the saga does once it is started; a test replaces it. */
  const saga = { run: async (_order: Order): Promise<void> => {} }
  const sagas: SagaControl = {
    async startOrderSaga(order) {
      calls.push(`start ${order.orderId}`)
      await saga.run(order)
    },
    async startCancelSaga(order) {
      calls.push(`cancel saga ${order.orderId}`)
    },
    async startEditSaga(order) {
      calls.push(`edit saga ${order.orderId}`)
      await saga.run(order)
    },
    async signal({ orderId }, signal) {
      calls.push(`${signal} ${orderId}`)
    },
    async startReturnSaga({ returnId }) {
      calls.push(`return saga ${returnId}`)
    },
    async signalReturn({ returnId }) {
      calls.push(`return ${returnId}`)
    },
    running: async () => undefined,
    nextTurnBy: async () => undefined,
    end: async () => undefined,
    forget: async () => 'none',
  }
  const clock = () => new Date(at)
  const admission = createOrderAdmission({
    orders,
    ordersInFlightLimit: limit,
    clock,
    random: () => 0.5,
  })
  let ids = 0
  const app = createApp({
    ...{ ...shop, orders, drafts, returns, claims, admission, clock },
    ...{ linkSigner: createLinkSigner('a seed'), settings, withdrawals },
    ...{ newDraftId: () => `drf_${++ids}`, newWithdrawalId: () => `wdr_${++ids}` },
    orderRows: createOrderRows({ orders, now: store.now }),
    taxRates: createTaxRates(shop.billing),
    discounts: createPromotions(shop.promotions),
    newOrderId: () => `ord_${++ids}`,
    newOrderNumber: () => `CMD-0000-000${ids}`,
    addressOf: createClientAddress(appToken),
    guestErasures,
    guestLimits: createGuestLimits(memoryLimiters),
    orderLinksInAnswer,
    sagas,
    engine: {
      state: async (id) =>
        id.endsWith('-cancel') ? undefined : { status: 'completed', lastTurnAt: clock() },
      history: async () => [{ at, kind: 'activity', name: 'openOrder', tookMs: 5 }],
    },
    live,
    keys: store.keys,
    verify: verifier.verify,
    log: silentLog(),
    appToken,
  })

  async function authOf({ as = 'usr_1', roles = ['customer'], vendorId }: Asked) {
    if (as === 'nobody') return {}
    if (as.startsWith('guest of ')) return await verifier.guestHeadersFor(as.slice(9))
    return await verifier.headersFor({ id: as, roles, ...(vendorId && { vendorId }) })
  }

  /** Sends a request as a user (`usr_1` unless said otherwise). */
  async function send(operation: string, asked: Asked = {}) {
    const [method = 'GET', path = '/'] = operation.split(' ')
    const { body, headers } = asked
    const auth = await authOf(asked)
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    return await app.request(path, {
      method,
      headers: { ...auth, ...json, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  }
  const seed = (change: Partial<Order> = {}) => {
    const order = anOrder(change)
    return orders.create(order.orderId, order)
  }
  const published = () => store.published.map(({ type }) => type.split('.')[2])
  const deps = { orders, returns, withdrawals, sagas, settings }
  return {
    app,
    deps,
    published,
    withdrawals,
    orders,
    drafts,
    guestErasures,
    returns,
    claims,
    admission,
    shop,
    store,
    live,
    calls,
    saga,
    send,
    seed,
  }
}

export type Asked = {
  readonly as?: string
  readonly roles?: ('customer' | 'vendor' | 'support' | 'staff' | 'admin')[]
  /** Of a vendor's people. */
  readonly vendorId?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

export const aPlacement = (change: object = {}) => ({
  cartId: 'cart_1',
  shippingAddress: home,
  paymentMethod: { provider: 'stripe', token: 'pm_card_visa' },
  shippingOptionId: 'home',
  locale: 'fr',
  ...change,
})

let keys = 0
export const newKey = () => ({ 'idempotency-key': `key-number-${++keys}` })
