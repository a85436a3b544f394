import { orderNumberFrom } from '@comptoir/contracts/orders/numbering/order-number'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { createPromotions } from '@comptoir/dapr/sidecar/promotions'
import { createTaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import { createWorkflowTwin } from '@comptoir/dapr/test/workflow-twin'
import { createApp } from '../../../../../services/orders/src/app.ts'
import { createDrafts } from '../../../../../services/orders/src/drafts/draft-store.ts'
import {
  eraseAlso,
  watchDrafts,
} from '../../../../../services/orders/src/drafts/unattended-drafts.ts'
import { eraseOrders } from '../../../../../services/orders/src/erasure.ts'
import { createGuestErasures } from '../../../../../services/orders/src/guests/guest-erasure-store.ts'
import { repeatGuestErasures } from '../../../../../services/orders/src/guests/guest-erasures.ts'
import { createGuestLimits } from '../../../../../services/orders/src/guests/guest-limits.ts'
import { createClaims, createOrders } from '../../../../../services/orders/src/order/order-store.ts'
import { createLinkSigner } from '../../../../../services/orders/src/payment-links/link-signature.ts'
import { createOrderAdmission } from '../../../../../services/orders/src/placing/order-admission.ts'
import { createReturns } from '../../../../../services/orders/src/returns/return-store.ts'
import { createReturnActivities } from '../../../../../services/orders/src/returns/saga/return-activities.ts'
import { watchReturns } from '../../../../../services/orders/src/returns/unattended-returns.ts'
import { createActivities } from '../../../../../services/orders/src/saga/activities/activities.ts'
import { refundLate } from '../../../../../services/orders/src/saga/activities/compensating-activities.ts'
import { createOrderListeners } from '../../../../../services/orders/src/saga/order-listeners.ts'
import { createSagaControl } from '../../../../../services/orders/src/saga/saga-starter.ts'
import { sagas as table } from '../../../../../services/orders/src/saga/saga-versions.ts'
import { watchOnce } from '../../../../../services/orders/src/saga/unattended-orders.ts'
import { createOrderRows } from '../../../../../services/orders/src/search/order-rows.ts'
import { createSubscribers } from '../../../../../services/orders/src/subscribers.ts'
import { applyOpenWithdrawals } from '../../../../../services/orders/src/withdrawals/unattended-withdrawals.ts'
import { createWithdrawals } from '../../../../../services/orders/src/withdrawals/withdrawal-store.ts'
import { Crashed } from '../../time/scheduler.ts'
import { createHostTwin, type Platform } from '../host-twin.ts'
import { happening } from '../store-twin.ts'

const orderConfig = {
  fulfilmentDeadlineSeconds: 900,
  unattendedSeconds: 120,
  ordersInFlightLimit: 600,
}

/** Orders, with its sagas. */
export function startOrders(platform: Platform) {
  const { world } = platform
  const host = createHostTwin(platform, 'orders')
  const listeners = createOrderListeners()
  const orders = createOrders(host.store, host.live, listeners)
  const returns = createReturns(host.store)
  const { activityWaitMs } = world
  const own = { orders, drafts: createDrafts(host.store), returns, listeners }
  // what support and notifications hold of a guest is nothing that a walk looks at
  const forgetful = (async () => undefined) as unknown as Client
  const clients = { ...host.clients, support: forgetful, notifications: forgetful }
  const steps = { ...orderConfig, activityWaitMs, ...host, ...clients, ...own }
  const { engine: twin, ...workflows } = createWorkflowTwin({
    workflows: table.workflows,
    activities: { ...createActivities(steps), ...createReturnActivities(steps) },
    now: host.clock,
    turn: world.scheduler.turn,
    work: (act) => world.scheduler.run('orders', () => workOf(platform, act)),
    isCrash: (error) => error instanceof Crashed,
    asEngine: world.scheduler.outside,
  })
  // its sidecar may not take a start or a signal, or take it without an answer
  const engine: typeof twin = {
    ...twin,
    start: (...given) => happening(world, () => twin.start(...given)),
    raise: (...given) => happening(world, () => twin.raise(...given)),
  }
  const sagas = createSagaControl({ ...steps, engine, orderSaga: table.newest })
  const admission = createOrderAdmission({ ...steps, random: world.random })
  let [ids, numbers] = [0, 0]
  const deps = {
    ...{ ...steps, sagas, engine, admission, claims: createClaims(host.store) },
    orderRows: createOrderRows({ orders, now: host.store.now }),
    taxRates: createTaxRates(host.clients.billing),
    discounts: createPromotions(host.clients.promotions),
    linkSigner: createLinkSigner('seed'),
    newDraftId: () => `drf_${++ids}`,
    newOrderId: () => `ord_${++ids}`,
    newOrderNumber: () => orderNumberFrom(Buffer.from(String(++numbers).padStart(7, '0'))),
    withdrawals: createWithdrawals(host.store),
    newWithdrawalId: () => `wdr_${++ids}`,
    addressOf: () => '203.0.113.7',
    // guests of a walk order as often as they like
    guestLimits: createGuestLimits(() => ({ consume: async () => undefined }) as never),
    guestErasures: createGuestErasures(host.store),
    orderLinksInAnswer: true,
    refundLate: (orderId: string) => refundLate(steps, orderId),
  }
  host.run(createApp(deps), {
    subscribers: createSubscribers(deps),
    collections: [orders, deps.drafts, returns, deps.withdrawals, deps.claims, deps.guestErasures],
    erase: eraseAlso(eraseOrders(orders), deps),
    rounds: [
      { name: 'saga watch', run: () => watchOnce(deps) },
      { name: 'return watch', run: () => watchReturns(deps) },
      { name: 'withdrawal watch', run: () => applyOpenWithdrawals(deps) },
      { name: 'draft watch', run: () => watchDrafts(deps) },
      { name: 'guest erasures', run: () => repeatGuestErasures(deps) },
    ],
  })
  return { orders, workflows }
}

/** The answer of an activity may be lost with its worker. */
async function workOf<T>({ world }: Platform, act: () => Promise<T>): Promise<T> {
  await world.scheduler.turn()
  const output = await act()
  if (world.random() < world.weather.effects) throw new Crashed()
  return output
}
