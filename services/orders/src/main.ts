import { randomBytes } from 'node:crypto'
import { orderNumberFrom } from '@comptoir/contracts/orders/numbering/order-number'
import { createHost } from '@comptoir/dapr/host/host'
import { sharedLimiters } from '@comptoir/dapr/leases/limits'
import { createPromotions } from '@comptoir/dapr/sidecar/promotions'
import { createTaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import { createWorkflowEngine } from '@comptoir/dapr/workflow/engine'
import { createClientAddress } from '@comptoir/service/auth/client-address'
import { readConfig } from '@comptoir/service/config'
import { typeid } from 'typeid-js'
import { createApp } from './app.ts'
import { configShape } from './config.ts'
import { createDrafts } from './drafts/draft-store.ts'
import { eraseAlso, startDraftWatch } from './drafts/unattended-drafts.ts'
import { eraseOrders } from './erasure.ts'
import { createGuestErasures } from './guests/guest-erasure-store.ts'
import { startGuestErasures } from './guests/guest-erasures.ts'
import { createGuestLimits } from './guests/guest-limits.ts'
import { createClaims, createOrders } from './order/order-store.ts'
import { measureInFlight, measureOrders } from './order-metrics.ts'
import { createLinkSigner } from './payment-links/link-signature.ts'
import { collectOrders } from './personal-data.ts'
import { createOrderAdmission, startCounting } from './placing/order-admission.ts'
import { createReturns } from './returns/return-store.ts'
import { createReturnActivities } from './returns/saga/return-activities.ts'
import { startReturnWatch } from './returns/unattended-returns.ts'
import { createActivities } from './saga/activities/activities.ts'
import { refundLate } from './saga/activities/compensating-activities.ts'
import { createSweeps, startRetention } from './saga/history-retention.ts'
import { createOrderListeners } from './saga/order-listeners.ts'
import { createSagaControl } from './saga/saga-starter.ts'
import { sagas as table } from './saga/saga-versions.ts'
import { startSagaWatch } from './saga/unattended-orders.ts'
import { createOrderRows, startReadingRows } from './search/order-rows.ts'
import { createBroadcasts, createSubscribers } from './subscribers.ts'
import { startWithdrawalWatch } from './withdrawals/unattended-withdrawals.ts'
import { createWithdrawals } from './withdrawals/withdrawal-store.ts'

const config = readConfig(configShape)
const host = await createHost('orders', config)
const listeners = createOrderListeners()
const orders = createOrders(host.store, host.live, listeners)
const returns = createReturns(host.store)
const drafts = createDrafts(host.store)
const steps = { ...config, ...host, ...host.clients, orders, drafts, returns, listeners }
const engine = createWorkflowEngine({
  ...steps,
  workflows: table.workflows,
  activities: { ...createActivities(steps), ...createReturnActivities(steps) },
})
const sagas = createSagaControl({ ...steps, engine, orderSaga: table.newest })
const admission = createOrderAdmission({ ...steps, random: Math.random })
const orderRows = createOrderRows({ orders, now: host.store.now })
const deps = {
  ...steps,
  claims: createClaims(host.store),
  orderRows,
  sweeps: createSweeps(host.store),
  sagas,
  engine,
  admission,
  taxRates: createTaxRates(host.clients.billing),
  discounts: createPromotions(host.clients.promotions),
  newOrderId: () => typeid('ord').toString(),
  withdrawals: createWithdrawals(host.store),
  newWithdrawalId: () => typeid('wdr').toString(),
  newDraftId: () => typeid('drf').toString(),
  linkSigner: createLinkSigner(config.eventSigningKey),
  newOrderNumber: () => orderNumberFrom(randomBytes(7)),
  addressOf: createClientAddress(config.appApiToken),
  guestErasures: createGuestErasures(host.store),
  guestLimits: createGuestLimits(sharedLimiters(host, 'orders')),
  orderLinksInAnswer: config.orderLinksInAnswer === 'on',
  refundLate: (orderId: string) => refundLate(steps, orderId),
}

measureOrders(orders)
measureInFlight(admission.inFlight)
await host.run(createApp(deps), {
  engine,
  collections: [
    orders,
    drafts,
    returns,
    deps.withdrawals,
    deps.claims,
    deps.sweeps,
    deps.guestErasures,
  ],
  erase: eraseAlso(eraseOrders(orders), steps),
  personalData: collectOrders(steps),
  subscribers: createSubscribers(deps),
  broadcasts: createBroadcasts(deps),
  workers: [
    () => startCounting(admission, host.log),
    () => startReadingRows(orderRows, host.log),
    () => startRetention(deps),
    () => startSagaWatch(deps, config.watchEveryMs),
    () => startReturnWatch(deps, config.watchEveryMs),
    () => startWithdrawalWatch(deps, config.watchEveryMs),
    () => startDraftWatch(deps, config.watchEveryMs),
    () => startGuestErasures(deps),
  ],
})
