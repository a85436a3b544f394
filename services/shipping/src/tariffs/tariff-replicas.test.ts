import { ShippingTariffsChanged } from '@comptoir/contracts/shipping/events'
import { createLastKnown } from '@comptoir/dapr/documents/own-recent-writes'
import { attachBroadcast } from '@comptoir/dapr/events/broadcast'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createServiceApp } from '@comptoir/service/app'
import { silentLog } from '@comptoir/service/test/silent-log'
import { appTokenHeaders, createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { createBroadcasts } from '../subscribers.ts'
import { seedTariffs } from './seed-tariffs.ts'
import { quoteOptions } from './shipping-rate.ts'
import type { Tariffs } from './tariff-book.ts'
import { createTariffStore } from './tariff-store.ts'

const names = { appId: 'shipping', title: 'shipping', description: 'shipping' }
const toLyon = {
  ...{ countryCode: 'FR', postalCode: '69002', weightGrams: 400 },
  itemsTotal: { amount: 2_000, currency: 'EUR' },
}
const dearer = (book: Tariffs): Tariffs => ({
  ...book,
  tariffs: book.tariffs.map((tariff) => ({ ...tariff, tiers: [{ upToGrams: 500, price: 777 }] })),
})

/** Two replicas of shipping: one store, each with a memory of its own and a clock that stands still. */
function twoReplicas() {
  const store = createMemoryStore('shipping')
  const replica = () => {
    const own = { ...store, lastKnown: createLastKnown(store.now) }
    const tariffs = createTariffStore(own, () => store.clock.nowMs)
    const { verify } = createTestVerifier()
    const app = createServiceApp({ ...names, verify, log: silentLog(), appToken: 'secret' })
    attachBroadcast(app, { store: own, subscribers: createBroadcasts({ tariffs }) })
    /** What the broker brings to every replica, as its sidecar posts it. */
    const hear = async (event: object) => {
      const headers = { 'content-type': 'application/json', ...appTokenHeaders('secret') }
      const path = `/events/broadcast/${ShippingTariffsChanged.type}`
      const body = JSON.stringify(event)
      return (await app.request(path, { method: 'POST', headers, body })).status
    }
    const price = async () => quoteOptions(await tariffs.current(), toLyon)[0]?.price.amount
    return { ...tariffs, hear, price }
  }
  return { store, one: replica(), other: replica() }
}

describe('the tariffs of two replicas', () => {
  it('are the new ones at once where they were changed, and elsewhere with the event, not only after a minute', async () => {
    const { store, one, other } = twoReplicas()
    await one.seed()
    const before = quoteOptions(seedTariffs, toLyon)[0]?.price.amount
    expect([await one.price(), await other.price()]).toEqual([before, before])
    await one.change(dearer)
    expect([await one.price(), await other.price()]).toEqual([777, before])
    const told = store.published.filter(({ type }) => type === ShippingTariffsChanged.type)
    expect(told).toHaveLength(1)
    for (const event of told)
      for (const replica of [one, other]) expect(await replica.hear(event)).toBe(200)
    expect([await one.price(), await other.price()]).toEqual([777, 777])
  })

  it('are the new ones within a minute where the event is lost', async () => {
    const { store, one, other } = twoReplicas()
    await one.seed()
    await other.price()
    await one.change(dearer)
    store.clock.nowMs += 60_000
    expect(await other.price()).toBe(777)
  })
})
