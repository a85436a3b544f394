import { StockLevelChanged } from '@comptoir/contracts/inventory/events'
import { createLogger } from '@comptoir/service/observability/log'
import { describe, expect, it } from 'vitest'
import { awaitResources, expectedResources, missingResources } from './loaded-resources.ts'
import type { SidecarMetadata, SidecarRequest } from './sidecar.ts'

const topics = [
  'comptoir.orders.order-confirmed.v1',
  'comptoir.orders.order-attached.v1',
  'comptoir.accounts.user-deleted.v1',
  'comptoir.accounts.personal-data-requested.v1',
  'dead-shipping',
]
const news = ['comptoir.shipping.shipping-tariffs-changed.v1', 'comptoir.admin.settings-changed.v1']
const all: SidecarMetadata = {
  components: ['state', 'pubsub', 'broadcast', 'blobs'].map((name) => ({ name })),
  subscriptions: [
    ...topics.map((topic) => ({ pubsubname: 'pubsub', topic })),
    ...news.map((topic) => ({ pubsubname: 'broadcast', topic })),
  ],
}
const lacking: SidecarMetadata = { ...all, subscriptions: all.subscriptions?.slice(1) ?? [] }
const log = createLogger('shipping', 'silent')

/** A sidecar that has loaded what is said of each of its lives. */
function sidecarOf(...lives: SidecarMetadata[]) {
  const asked: SidecarRequest[] = []
  let life = 0
  return {
    asked,
    metadata: async () => lives[Math.min(life, lives.length - 1)] as SidecarMetadata,
    async request(input: SidecarRequest) {
      asked.push(input)
      life += 1
      return { status: 204, headers: {}, body: Buffer.alloc(0) }
    },
    waitUntilReady: async () => {},
  }
}

describe('what a sidecar must have loaded', () => {
  it('is what the contracts subscribe the service to, and its components', () => {
    expect(expectedResources('catalog')).toContain(`pubsub/${StockLevelChanged.type}`)
    expect(expectedResources('catalog')).toContain('broadcast')
    expect(expectedResources('gateway')).toEqual([
      ...['state', 'pubsub', 'broadcast'],
      'broadcast/comptoir.admin.settings-changed.v1',
    ])
    expect(missingResources(expectedResources('shipping', ['blobs']), all)).toEqual([])
    expect(missingResources(expectedResources('shipping', ['blobs']), lacking)).toEqual([
      'pubsub/comptoir.orders.order-confirmed.v1',
    ])
  })
})

describe('the state store', () => {
  const loaded = (...components: { name: string; type: string }[]) => ({ ...all, components })

  it('is there whatever its component is called', () => {
    const metadata = loaded({ name: 'state-redis', type: 'state.redis' })
    expect(missingResources(['state'], metadata)).toEqual([])
    const other = loaded({ name: 'pubsub', type: 'pubsub.redis' })
    expect(missingResources(['state'], other)).toEqual(['state'])
  })
})

describe('a sidecar that started before its resources', () => {
  const expected = expectedResources('shipping', ['blobs'])

  it('is asked to exit, and the service waits meanwhile', async () => {
    const sidecar = sidecarOf(lacking, all)
    const said: (string | undefined)[] = []
    await awaitResources({ sidecar, expected, log, report: (why) => said.push(why), patience: 10 })
    expect(sidecar.asked).toEqual([{ method: 'POST', path: '/v1.0/shutdown' }])
    expect(said[0]).toContain('lacks pubsub/comptoir.orders.order-confirmed.v1')
    expect(said.at(-1)).toBeUndefined()
  })

  it('is left alone when it has them all', async () => {
    const sidecar = sidecarOf(all)
    await awaitResources({ sidecar, expected, log, report: () => {} })
    expect(sidecar.asked).toEqual([])
  })
})
