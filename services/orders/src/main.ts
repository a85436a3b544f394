import { randomBytes } from 'node:crypto'
import { createHost } from '@comptoir/dapr/host/host'
import { createTaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import { createWorkflowEngine } from '@comptoir/dapr/workflow/engine'
import { readConfig } from '@comptoir/service/config'
import { typeid } from 'typeid-js'
import { createApp } from './app.ts'
import { configShape, holdSecondsFor } from './config.ts'
import { eraseOrders } from './erasure.ts'
import { orderNumberFrom } from './order/order-number.ts'
import { createClaims, createOrders } from './order/order-store.ts'
import { measureOrders, measureUnderWay } from './order-metrics.ts'
import { createGate, startCounting } from './placing/order-admission.ts'
import { createActivities } from './saga/activities/activities.ts'
import { refundLate } from './saga/activities/undos.ts'
import { createSagaControl, isRunning } from './saga/control.ts'
import { createAttendance } from './saga/order-listeners.ts'
import { createSweeps, startRetention } from './saga/retention.ts'
import { sagas as table } from './saga/sagas.ts'
import { startSagaWatch } from './saga/watch.ts'
import { createSubscribers } from './subscribers.ts'

const config = readConfig(configShape)
const host = await createHost('orders', config)
const { log, store, live, clock } = host
const attendance = createAttendance()
const orders = createOrders(store, live, attendance)
const claims = createClaims(store)
const sweeps = createSweeps(store)
const steps = {
  ...host,
  ...host.clients,
  orders,
  attendance,
  holdSeconds: holdSecondsFor(config.paymentDeadlineSeconds),
  patienceMs: config.patienceMs,
}

const engine = createWorkflowEngine({
  ...host,
  grpcPort: config.daprGrpcPort,
  apiToken: config.daprApiToken,
  workflows: table.workflows,
  activities: createActivities(steps),
})
const sagas = createSagaControl({
  engine,
  settings: config,
  orderSaga: table.newest,
  isVisited: attendance.isVisited,
  log,
})
const limit = config.ordersUnderWayLimit
const gate = createGate({ orders, limit, clock, luck: Math.random })

const app = createApp({
  ...steps,
  claims,
  gate,
  taxRates: createTaxRates(host.clients.billing),
  newOrderId: () => typeid('ord').toString(),
  newOrderNumber: () => orderNumberFrom(randomBytes(7)),
  sagas,
  engine,
})

measureOrders(orders)
measureUnderWay(gate.underWay)

await host.run(app, {
  engine,
  collections: [orders, claims, sweeps],
  erase: eraseOrders(orders),
  subscribers: createSubscribers({
    orders,
    signal: sagas.signal,
    startCancelSaga: sagas.startCancelSaga,
    refundLate: (orderId) => refundLate(steps, orderId),
    gatherMs: 100,
    clock,
    log,
  }),
  workers: [
    () => startCounting(gate, log),
    () =>
      startRetention({ orders, sweeps, engine, clock, log, keptHours: config.sagaHistoryHours }),
    () =>
      startSagaWatch(
        {
          ...{ orders, sagas, clock, log },
          isRunning: (id) => isRunning(engine, id),
          unattendedMs: { pending: 5_000, others: 1_000 * config.unattendedSeconds },
          refundRest: (orderId) => refundLate(steps, orderId),
          returnWindowDays: config.returnWindowDays,
        },
        config.watchEveryMs,
      ),
  ],
})
