import { eventsOf, newEvent } from '@comptoir/contracts/event'
import { readHandled, readLogOfOrder } from '@comptoir/contracts/platform/timeline'
import { createServiceApp } from '@comptoir/service/app'
import { runWithoutTrace, runWithTrace } from '@comptoir/service/observability/trace'
import { newTraceparent } from '@comptoir/service/test/new-traceparent'
import { silentLog } from '@comptoir/service/test/silent-log'
import { appTokenHeaders, createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryStore } from '../../test/memory-store.ts'
import { createCollection } from '../documents/documents.ts'
import { consume } from './consume.ts'
import { on } from './subscriptions.ts'
import { attachTimeline } from './timeline.ts'

const Parcel = z.object({ orderId: z.string() })
const Packed = eventsOf('shipping')('TestPacked', Parcel)
const Sent = eventsOf('shipping')('TestSent', Parcel)
const [orderId, otherId] = ['ord_0123456789a', 'ord_0123456789b']

function setUp() {
  const store = createMemoryStore('shipping')
  const parcels = createCollection(store, { name: 'parcels', schema: Parcel })
  const { verify } = createTestVerifier()
  const names = { appId: 'shipping', title: 'Shipping', description: '' }
  const app = createServiceApp({ ...names, verify, log: silentLog(), appToken: 'token' })
  const subscribers = [on(Packed, async () => undefined)]
  attachTimeline(app, { store, subscribers })
  const ask = (path: string, body?: object) =>
    app.request(path, {
      method: body ? 'POST' : 'GET',
      headers: { ...appTokenHeaders('token', 'gateway'), 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
  return { store, parcels, subscribers, ask }
}

describe('the timeline of an order', () => {
  it('has the events that name it, by subject or in their data, and no others', async () => {
    const { parcels, ask } = setUp()
    await parcels.create('shp_0123456789a', { orderId }, [newEvent(Packed, { orderId })])
    await parcels.create('p2', { orderId }, [newEvent(Packed, { orderId })])
    await parcels.create('p3', { orderId: otherId }, [newEvent(Packed, { orderId: otherId })])
    const path = readLogOfOrder.path.replace('{orderId}', orderId)
    const answer = await ask(`${path}?since=1970-01-01T00:00:00.000Z`)
    const { events } = (await answer.json()) as { events: Record<string, unknown>[] }
    expect(events.map(({ subject, position }) => [subject, position])).toEqual([
      ['shp_0123456789a', '1-0'],
      ['p2', '2-0'],
    ])
    expect(events[0]).not.toHaveProperty('data')
  })

  it('says when an event was handled, and is silent on what it has no handler for', async () => {
    const { store, parcels, subscribers, ask } = setUp()
    const both = [newEvent(Packed, { orderId }), newEvent(Sent, { orderId })]
    await parcels.create('p1', { orderId }, both)
    const events = store.published.map(({ id, source, type }) => ({ id, source, type }))
    const items = async () =>
      ((await (await ask(readHandled.path, { events })).json()) as { items: unknown[] }).items
    expect(await items()).toEqual([events[0]])
    const [packed] = store.published
    if (packed) await consume(store, subscribers, packed)
    expect(await items()).toEqual([{ ...events[0], at: expect.stringMatching(/^\d{4}-.*Z$/) }])
  })
})

describe('the trace of an event', () => {
  const traceOf = (traceparent: string | undefined) => traceparent?.split('-')[1]

  it('is the one that the change was made in', async () => {
    const { store, parcels } = setUp()
    const [made, changed] = [newTraceparent(), newTraceparent()]
    await runWithTrace(made, () => parcels.create('p1', { orderId }, []))
    await runWithTrace(changed, () =>
      parcels.update('p1', (next) => ({ next, events: [newEvent(Sent, { orderId })] })),
    )
    expect(traceOf(store.published.at(-1)?.traceparent)).toBe(traceOf(changed))
  })

  it('is that of its document when it was changed outside of any', async () => {
    const { store, parcels } = setUp()
    const made = newTraceparent()
    await runWithTrace(made, () => parcels.create('p1', { orderId }, []))
    await runWithTrace(newTraceparent(), () =>
      runWithoutTrace(() =>
        parcels.update('p1', (next) => ({ next, events: [newEvent(Sent, { orderId })] })),
      ),
    )
    expect(traceOf(store.published.at(-1)?.traceparent)).toBe(traceOf(made))
  })
})
