import { describe, expect, it } from 'vitest'
import { brokerUnderTest } from './brokers.ts'
import { appAndSidecarDown, appDown } from './scenarios.ts'
import { openShop } from './shop.ts'

// What the options of the profile are for: without one of them the broker loses events, and the log brings them back.

const scenarios = { appAndSidecarDown, appDown }
const { broker } = brokerUnderTest(process.env)

describe.each(broker.losses)('without $without', ({ without, when, scenario, edit }) => {
  it(`events are lost when ${when}, and the log of their producer brings them`, async () => {
    const shop = await openShop({ edit })
    try {
      const all = await scenarios[scenario](shop)
      const { byBroker, byLog } = await shop.bring(`without ${without}`, all, 15_000)
      expect(byBroker).toBeLessThan(all.length)
      expect(byBroker + byLog).toBe(all.length)
      expect(shop.doneTwice(all)).toEqual([])
    } finally {
      await shop.stop()
    }
  })
})
