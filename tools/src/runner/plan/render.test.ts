import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SettingsChanged } from '@comptoir/contracts/admin/events'
import { ProductCreated } from '@comptoir/contracts/catalog/events'
import { StockLevelChanged } from '@comptoir/contracts/inventory/events'
import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { usualChoice } from './choice.ts'
import { checkout, layoutOf } from './layout.ts'
import { redisMetadata, redisSecret, shownRedisUrl } from './redis-url.ts'
import { expectedOf, placed, readResources, writeResources } from './render.ts'

const place = { redisUrl: 'redis://127.0.0.1:7380', blobs: '/data/blobs', names: '/data/names.db' }

function metadataOf(name: string, redisUrl = place.redisUrl) {
  const found = readResources(checkout, usualChoice).find(({ metadata }) => metadata.name === name)
  if (!found) throw new Error(`no ${name}`)
  const { metadata } = placed(found, { ...place, redisUrl }).spec
  if (!Array.isArray(metadata)) throw new Error(`${name} has no metadata`)
  return Object.fromEntries(
    metadata.map((entry) => [entry.name, 'value' in entry ? entry.value : entry.secretKeyRef]),
  )
}

describe('the components of a checkout', () => {
  it.each(['state', 'pubsub', 'broadcast'])('%s uses the Redis of this start', (name) => {
    expect(metadataOf(name).redisHost).toBe('127.0.0.1:7380')
  })

  it('keep their other settings', () => {
    expect(metadataOf('pubsub')).toMatchObject({ processingTimeout: '180s', concurrency: '20' })
  })

  it('log in to a Redis that wants it', () => {
    const secured = metadataOf('state', 'rediss://app:s%40cret@redis.example/3')
    expect(secured).toMatchObject({
      redisHost: 'redis.example:6379',
      redisUsername: 'app',
      redisDB: '3',
      enableTLS: 'true',
      redisPassword: { name: 'REDIS_PASSWORD', key: 'REDIS_PASSWORD' },
    })
    expect(redisSecret('rediss://app:s%40cret@redis.example/3')).toEqual({
      REDIS_PASSWORD: 's@cret',
    })
    expect(metadataOf('state').redisPassword).toBeUndefined()
  })

  it('write pictures and PDFs under this home', () => {
    expect(metadataOf('blobs').rootPath).toBe('/data/blobs')
  })

  it('find each other through a name table of this home', () => {
    const configuration = readResources(checkout, usualChoice).find(
      ({ kind }) => kind === 'Configuration',
    )
    if (!configuration) throw new Error('no configuration')
    expect(placed(configuration, place).spec.nameResolution?.configuration).toMatchObject({
      connectionString: 'file:/data/names.db',
      updateInterval: '60s',
    })
  })

  it('are written readable by their owner only, the configuration apart', () => {
    const layout = layoutOf(checkout, { COMPTOIR_HOME: mkdtempSync(join(tmpdir(), 'comptoir-')) })
    const resources = readResources(checkout, usualChoice).map((one) => placed(one, place))
    writeResources(layout, resources)
    expect(readdirSync(layout.resources)).toHaveLength(resources.length - 1)
    expect(parse(readFileSync(layout.configuration, 'utf8')).kind).toBe('Configuration')
    expect(statSync(layout.configuration).mode & 0o077).toBe(0)
  })

  it('do not come from a broker or a store that does not exist', () => {
    expect(() => readResources(checkout, { ...usualChoice, broker: 'pigeons' })).toThrow(
      /^There is no broker "pigeons"; there are: .*redis/,
    )
    expect(() => readResources(checkout, { ...usualChoice, store: 'cellar' })).toThrow(
      /^There is no store "cellar"; there are: .*redis/,
    )
    expect(() => readResources(checkout, { ...usualChoice, live: 'pigeons' })).toThrow(
      /^There is no live "pigeons"; there are: redis, mqtt/,
    )
  })

  it('have a component for live channels where Redis does not carry them', () => {
    const liveOf = (live: string, appId: string) => {
      const { components, subscriptions } = expectedOf(
        readResources(checkout, { ...usualChoice, live }),
        appId,
      )
      return [...components, ...subscriptions].filter((name) => name.startsWith('live'))
    }
    expect(liveOf('mqtt', 'orders')).toEqual(['live', 'live/live-orders'])
    expect(liveOf('mqtt', 'carts')).toEqual([])
    expect(liveOf('redis', 'orders')).toEqual([])
  })

  it('are one store for each sidecar where services have different ones', () => {
    const resources = readResources(checkout, { ...usualChoice, store: 'sqlite,carts=redis' })
    const stores = resources.filter(({ spec }) => spec.type?.startsWith('state.'))
    expect(stores.map(({ metadata, spec }) => [metadata.name, spec.type])).toEqual([
      ['state-redis', 'state.redis'],
      ['state', 'state.sqlite'],
    ])
    for (const appId of appIds) {
      const own = expectedOf(stores, appId).components
      expect([appId, own]).toEqual([appId, [appId === 'carts' ? 'state-redis' : 'state']])
    }
    // workflows keep their state there, too
    for (const { spec } of stores)
      expect(spec.metadata).toContainEqual({ name: 'actorStateStore', value: 'true' })
  })

  it('are written beside each other', () => {
    const layout = layoutOf(checkout, { COMPTOIR_HOME: mkdtempSync(join(tmpdir(), 'comptoir-')) })
    writeResources(layout, readResources(checkout, { ...usualChoice, store: 'sqlite,carts=redis' }))
    const names = readdirSync(layout.resources).filter((name) => /^component-state/.test(name))
    expect(names.toSorted()).toEqual(['component-state-redis.yaml', 'component-state.yaml'])
  })

  it('are expected of a sidecar by scope', () => {
    const expected = expectedOf(readResources(checkout, usualChoice), 'catalog')
    expect(expected.components.toSorted()).toEqual([
      ...['blobs', 'broadcast', 'pubsub', 'secrets', 'state'],
    ])
    expect(expected.subscriptions).toContain(`pubsub/${StockLevelChanged.type}`)
    expect(expected.subscriptions).toContain(`broadcast/${ProductCreated.type}`)
    const ofGateway = expectedOf(readResources(checkout, usualChoice), 'gateway')
    expect(ofGateway.subscriptions).toEqual([`broadcast/${SettingsChanged.type}`])
  })
})

describe('a Redis address', () => {
  it('needs no more than host and port', () => {
    expect(redisMetadata('redis://127.0.0.1:6380')).toEqual({ redisHost: '127.0.0.1:6380' })
  })

  it('is shown without its password', () => {
    expect(shownRedisUrl('redis://app:secret@redis.example:6379')).not.toContain('secret')
  })
})
