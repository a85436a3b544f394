import { describe, inject, it } from 'vitest'
import { drill } from '../../kit/drill.ts'
import { createTestPlatform } from '../../kit/test-platform.ts'
import { freezeRepeatedly } from '../../overload/frozen-process.ts'
import { killAmongSagas, killRepeatedly, orderWhileDown } from './kill.ts'

const platform = createTestPlatform(inject('platform'))

describe('kill -9 in the middle of twenty sagas', () => {
  const names = [
    ...['orders', 'orders-sidecar', 'payments', 'payments-sidecar', 'inventory', 'billing'],
    ...['shipping', 'payment-simulator', 'gateway', 'scheduler', 'placement', 'redis'],
  ]
  it.for(names)('of %s: all end, none twice', (name) =>
    drill(platform, `kill -9 ${name} among 20 sagas`, () => killAmongSagas(platform, name)),
  )
})

describe('billing down for a minute', () => {
  it('has every invoice after it returns', () =>
    drill(platform, 'billing down for 60 s while 20 orders confirm', () =>
      orderWhileDown(platform, 'billing', 60_000),
    ))
})

describe('orders down often', () => {
  it('leaves its sidecar able to publish', () =>
    drill(platform, 'orders down for 10 s, six times', () =>
      killRepeatedly(platform, 'orders', { times: 6, forMs: 10_000 }),
    ))

  it('for so long that its sidecar stops its subscriptions, too', () =>
    drill(platform, 'orders down for 45 s, twice', () =>
      killRepeatedly(platform, 'orders', { times: 2, forMs: 45_000 }),
    ))
})

describe('orders slow', () => {
  it('is not taken for dead', () =>
    drill(platform, 'orders frozen for 7 s, three times', () =>
      freezeRepeatedly(platform, 'orders', 3),
    ))
})
