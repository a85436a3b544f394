import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as scenarios from './scenarios.ts'
import { openShop, type Shop } from './shop.ts'
import { whats } from './witness.ts'

// Everything here is brought by the broker, or else by the producer's log, and is done once.

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
}, 240_000)
afterEach(() => {
  shop.witness.fault = () => {}
})
afterAll(() => shop.stop())

async function expectAll(when: string, all: readonly string[]): Promise<void> {
  const { byBroker, byLog } = await shop.bring(when, all)
  expect(byBroker + byLog).toBe(all.length)
  expect(shop.doneTwice(all)).toEqual([])
}

describe('nothing is lost, and nothing done twice', () => {
  it('when a consumer and its sidecars were down', async () => {
    await expectAll('app and sidecar down for 5 s', await scenarios.appAndSidecarDown(shop))
  })

  it('when a consumer was down, and its sidecars were not', async () => {
    await expectAll('app down for 5 s', await scenarios.appDown(shop))
  })

  it('when a sidecar is killed among them', async () => {
    await expectAll('sidecar of one replica killed', await scenarios.sidecarKilled(shop))
  })

  it('when the broker is restarted among them', async () => {
    await expectAll('broker away for 3 s', await scenarios.brokerRestarted(shop))
    const after = whats('afterwards', 50)
    await shop.place(after)
    await expectAll('after the restart', after)
  })

  it('when a version that answers 500 is replaced by one that does not', async () => {
    await expectAll('replaced while it answers 500', await scenarios.replacedWhileFailing(shop))
  })
})
