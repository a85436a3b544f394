import { appIds } from '@comptoir/contracts/topology'
import { expect, it } from 'vitest'
import { providable } from '../provision/provide-parts.ts'
import type { Connections } from './connections.ts'
import { replaceAddresses, trialParts, trialPartsOf } from './trial-parts.ts'

it('are every broker and store that is reached by an address, but MongoDB', () => {
  const known = Object.values(providable).flat()
  const elsewhere = ['in-memory', 'mongodb', 'sqlite']
  expect(Object.keys(trialParts).toSorted()).toEqual(
    known.filter((name) => !elsewhere.includes(name)).toSorted(),
  )
})

it('are those of a choice that are not Redis', () => {
  const choice = { broker: 'kafka', store: 'postgresql,carts=redis', live: 'mqtt' }
  expect(trialPartsOf(choice)).toEqual(['kafka', 'postgresql', 'mqtt'])
  expect(trialPartsOf({ broker: 'redis', store: 'redis' })).toEqual([])
})

it('are reached by sidecars through their Services', () => {
  const STATE_CONNECTION = 'host=127.0.0.1 postgresql://orders:pw@127.0.0.1:40001/shop'
  const connections = Object.fromEntries(
    appIds.map((appId) => [appId, { STATE_CONNECTION, BROKER_ADDRESS: '127.0.0.1:19092' }]),
  ) as unknown as Connections
  const addresses = new Map([
    ['127.0.0.1:40001', 'postgresql:5432'],
    ['127.0.0.1:19092', 'kafka:9092'],
  ])
  expect(replaceAddresses(connections, addresses).orders).toEqual({
    STATE_CONNECTION: 'host=127.0.0.1 postgresql://orders:pw@postgresql:5432/shop',
    BROKER_ADDRESS: 'kafka:9092',
  })
})
