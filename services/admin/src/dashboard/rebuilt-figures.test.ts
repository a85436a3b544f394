import type { CloudEvent } from '@comptoir/contracts/event'
import { silentLog } from '@comptoir/service/test/silent-log'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createAdminApp } from '../../test/admin-app.ts'
import * as told from '../../test/shop-events.ts'
import { createDashboardSubscribers } from './follow-sales.ts'
import { createRebuilder, newRebuild } from './rebuild.ts'

const startMs = Date.parse('2026-10-25T00:00:00.000Z')
const spanMs = Date.parse('2026-11-30T09:59:00.000Z') - startMs
const at = fc.integer({ min: 0, max: spanMs }).map((ms) => new Date(startMs + ms).toISOString())
const orderId = fc.integer({ min: 1, max: 6 }).map((n) => `ord_${n}`)
const n = fc.integer({ min: 1, max: 3 })
const amount = fc.integer({ min: 1, max: 5_000 })
const stages = fc.constantFrom('order-partially-shipped', 'order-shipped', 'order-delivered')

/** Any event that the dashboard hears. What was confirmed once is confirmed with the same amounts: the order says so. */
const anyEvent = fc.oneof(
  orderId.map((id) =>
    told.confirmed({
      ...{ orderId: id, at: `2026-11-${20 + Number(id.slice(4))}T08:00:00.000Z` },
      ...{ gross: 1_000 + Number(id.slice(4)), vat: 167, promisedFor: '2026-11-28' },
    }),
  ),
  fc.record({ id: orderId, at, stages }).map((one) => told.moved(one.id, one.stages, one.at)),
  fc.record({ id: orderId, at }).map((one) => told.moved(one.id, 'order-cancelled', one.at)),
  orderId.map((id) => told.edited({ orderId: id, at: '2026-11-28T08:00:00.000Z' }, 250)),
  fc.record({ orderId, at, n }).map((one) => told.payment('payment-failed', one)),
  fc.record({ orderId, at }).map((one) => told.payment('payment-cancelled', one)),
  fc
    .record({ orderId, at, n, amount: fc.constant(300) })
    .map((one) => told.refund('refund-succeeded', one)),
  fc
    .record({ orderId, at, n, amount: fc.constant(300) })
    .map((one) => told.refund('refund-failed', one)),
  fc
    .record({
      kind: fc.constantFrom('low', 'out', 'back_in_stock', 'cleared'),
      version: amount,
      at,
    })
    .map((one) => told.alert(one.version % 2 ? 'MUG' : 'CUP', one.kind, one.version, one.at)),
  fc.record({ id: orderId, at }).map((one) => told.chat(one.id, 'conversation-opened', 1, one.at)),
  fc.record({ id: orderId, at }).map((one) => told.chat(one.id, 'conversation-closed', 3, one.at)),
)

/** Of two events of one version about one SKU or conversation only the first can be: they are made unique. */
const uniqueBy = ({ source, subject, aggregateversion, id }: CloudEvent) =>
  source === 'inventory' || source === 'support' ? `${source} ${subject} ${aggregateversion}` : id

const events = fc.uniqueArray(anyEvent, {
  ...{ minLength: 1, maxLength: 40 },
  selector: (event) => `${uniqueBy(event)} ${source(event)}`,
})
const source = ({ source: from, time, subject }: CloudEvent) =>
  from === 'payments' || from === 'orders' ? `${subject} ${time}` : ''

const wellKinds: readonly unknown[] = ['back_in_stock', undefined]

/** What inventory says of its stock after these events: of each SKU the last one. */
function lowAfter(log: readonly CloudEvent[]) {
  const told = log
    .filter(({ source: from }) => from === 'inventory')
    .toSorted((one, other) => one.aggregateversion - other.aggregateversion)
  const last = new Map(told.map((event) => [event.subject, event]))
  return [...last.values()].flatMap(({ subject: sku, aggregateversion: version, data }) => {
    const { kind } = data as { kind?: string }
    return wellKinds.includes(kind) ? [] : [{ sku, level: String(kind), version }]
  })
}

function openAdmin() {
  const admin = createAdminApp()
  const subscribers = createDashboardSubscribers(admin)
  const figures = async () => ({ ...(await admin.dashboard.read(true)), at: '' })
  return { ...admin, subscribers, figures }
}

it('shows the same, whatever was lost, came twice or in another order, once it is rebuilt from the logs', async () => {
  const cases = events.chain((log) =>
    fc.record({
      log: fc.constant(log),
      heard: fc.shuffledSubarray([...log, ...log], { minLength: 0 }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(cases, async ({ log, heard }) => {
      const whole = openAdmin()
      for (const event of log) await told.deliver(whole.subscribers, event)
      const live = openAdmin()
      for (const event of heard) await told.deliver(live.subscribers, event)
      await live.figures()
      await live.rebuilds.create('reb_1', newRebuild('usr_admin', '2026-11-30T10:00:00.000Z'))
      await createRebuilder({
        ...{ rebuilds: live.rebuilds, subscribers: live.subscribers, openItems: live.openItems },
        clients: told.logsOf(log, { stock: lowAfter(log) }),
        ...{ signatures: live.store.signatures, keys: live.store.keys },
        ...{ clock: live.clock, log: silentLog() },
      })(new AbortController().signal)
      expect(await live.figures()).toEqual(await whole.figures())
    }),
    { numRuns: 60 },
  )
})
