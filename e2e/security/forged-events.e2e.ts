import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CloudEvent } from '@comptoir/contracts/event'
import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { appIds } from '@comptoir/contracts/topology'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../src/api.ts'
import { openJourney } from '../src/journey.ts'
import { buy, reach, sell } from '../src/shopper.ts'
import { askSidecar } from '../src/sidecars.ts'
import { isLeftOut } from '../src/this-machine.ts'

type Items = { items: Record<string, unknown>[] }
type Page = { entries: { position: string; event: CloudEvent }[]; next: string }

const { platform, api, direct, staff } = await openJourney()
const isOut = isLeftOut('forged events', 'it writes into Redis and calls sidecars')
const asApp = (caller: string) => ({
  'dapr-api-token': platform.appApiToken,
  'dapr-caller-app-id': caller,
})
const { type } = OrderConfirmed
/** Who acts on it: a number of the series, a parcel, stock, a cart. */
const consumers = ['billing', 'shipping', 'inventory', 'carts'] as const
const ports = { billing: 9007, shipping: 9008, inventory: 9003, carts: 9004 }
let redis: Redis
let sku: string
let genuine: CloudEvent
let numberBefore: number

beforeAll(async () => {
  redis = new Redis(platform.redisUrl)
  sku = await sell(api, staff, { price: 2000, stock: 50 })
  const order = await buyOne()
  numberBefore = serialOf(order.invoice.number)
  genuine = await confirmationOf(order.orderId)
})

afterAll(() => redis.disconnect())

async function buyOne() {
  const { shopper, order } = await buy(api, sku)
  return await reach(api, shopper, order.orderId, 'processing', 'shipped', 'delivered', 'completed')
}

const serialOf = (number: string | undefined) => Number(/\d+$/.exec(number ?? '')?.[0])

/** What the log of orders says of an order, as its consumers may read it. */
async function confirmationOf(orderId: string): Promise<CloudEvent> {
  for (let after = '0-0'; ; ) {
    const path = `/internal/log?after=${after}&limit=500`
    const page = await direct(9005)<Page>(`GET ${path}`, { headers: asApp('billing') })
    const entry = page.body.entries.find(
      ({ event }) => event.type === type && event.subject === orderId,
    )
    if (entry) return entry.event
    if (page.body.entries.length === 0) throw new Error(`${orderId} is not in the log`)
    after = page.body.next
  }
}

/** The confirmation of an order that never was; all else is as a genuine one, its signature too. */
function forge(orderId: string): CloudEvent {
  const text = JSON.stringify(genuine).replaceAll(genuine.subject, orderId)
  return { ...(JSON.parse(text) as CloudEvent), id: `${orderId}:3:0` }
}

const logOf = (appId: string) => readFileSync(join(platform.home, 'logs', `${appId}.log`), 'utf8')
const linesOf = (appId: string, event: CloudEvent) =>
  logOf(appId)
    .split('\n')
    .filter((line) => line.includes(event.id))

async function expectRefused(event: CloudEvent): Promise<void> {
  const refusals = () =>
    consumers.map((appId) => linesOf(appId, event).filter((line) => /did not sign/.test(line)))
  const everyone = (lines: string[][]) => lines.every(({ length }) => length > 0)
  await eventually('refused by everyone', async () => refusals(), everyone)
  await new Promise((done) => setTimeout(done, 1_500))
  // once each: it is not delivered again
  for (const appId of consumers) expect(linesOf(appId, event)).toHaveLength(1)
  const orderId = event.subject
  const asStaff = { token: staff }
  for (const things of ['invoices', 'shipments']) {
    const found = await api<Items>(`GET /api/${things}?orderId=${orderId}`, asStaff)
    expect([found.status, found.body.items]).toEqual([200, []])
  }
  const letters = await api<Items>('GET /api/operations/dead-letters', asStaff)
  expect(JSON.stringify(letters.body.items)).not.toContain(orderId)
}

describe.skipIf(isOut)('a confirmation that orders did not write', () => {
  it('is refused when it is put into the broker itself', async () => {
    const event = forge('ord_forged_broker')
    await redis.xadd(type, '*', 'data', JSON.stringify(event))
    await expectRefused(event)
  })

  it('is refused without a signature, through the sidecar of orders itself', async () => {
    const { signature: _, ...event } = forge('ord_forged_sidecar')
    const published = await askSidecar({
      method: 'POST',
      port: 3650 + platform.portOffset,
      path: `/v1.0/publish/pubsub/${type}`,
      headers: {
        'dapr-api-token': platform.sidecarTokens['orders'] ?? '',
        'content-type': 'application/cloudevents+json',
      },
      body: JSON.stringify(event),
    })
    expect(published).toBe(204)
    await expectRefused(event)
  })

  it('is refused when it is posted to the services with the token of the apps', async () => {
    const event = forge('ord_forged_route')
    for (const appId of consumers) {
      const delivery = { headers: asApp('orders'), body: event }
      const answer = await direct(ports[appId])(`POST /events/${type}`, delivery)
      expect([answer.status, answer.body]).toEqual([200, { status: 'SUCCESS' }])
    }
    await expectRefused(event)
  })

  it('cannot be made a dead letter that staff would replay', async () => {
    const event = forge('ord_forged_letter')
    for (const appId of consumers)
      await redis.xadd(`dead-${appId}`, '*', 'data', JSON.stringify(event))
    await expectRefused(event)
  })

  it('cannot be published through the sidecar of any other service', async () => {
    const event = forge('ord_forged_neighbour')
    for (const [n, appId] of appIds.entries()) {
      if (appId === 'orders') continue
      for (const raw of ['', '?metadata.rawPayload=true']) {
        const status = await askSidecar({
          method: 'POST',
          port: 3600 + 10 * n + platform.portOffset,
          path: `/v1.0/publish/pubsub/${type}${raw}`,
          headers: {
            'dapr-api-token': platform.sidecarTokens[appId] ?? '',
            'content-type': 'application/cloudevents+json',
          },
          body: JSON.stringify(event),
        })
        expect([appId, status]).toEqual([appId, 403])
      }
    }
  })

  it('takes no number of the series', async () => {
    const next = await buyOne()
    expect(serialOf(next.invoice.number)).toBe(numberBefore + 1)
  })
})

describe.skipIf(isOut)('what is not an event at all', () => {
  it('put into the broker, is dropped by the services that get it, and does not come for ever', async () => {
    const before = logOf('billing').length
    await redis.xadd(type, '*', 'data', 'not JSON')
    await redis.xadd(type, '*', 'data', '{"specversion":"1.0","id":"odd"}')
    await redis.xadd(type, '*', 'nothing', 'at all')
    const order = await buyOne()
    expect(serialOf(order.invoice.number)).toBeGreaterThan(numberBefore)
    const fresh = logOf('billing').slice(before).split('\n')
    expect(fresh.filter((line) => /not a CloudEvent/.test(line)).length).toBeLessThan(4)
  })
})
