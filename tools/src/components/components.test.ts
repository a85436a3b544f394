import { globSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { broadcasts, subscriptions } from '@comptoir/contracts/subscriptions'
import { appIds, isSite, services } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { resiliency } from '../resources/resiliency.ts'
import { allSubscriptions } from '../resources/subscriptions.ts'
import { allEvents, broadcastScopes, pubsubScopes } from '../resources/topic-scopes.ts'
import { known } from '../runner/plan/choice.ts'
import { checkout } from '../runner/plan/layout.ts'
import { driftedFiles, generatedFiles } from './components.ts'

describe('the generated resources', () => {
  it('are what the contracts say', () => {
    expect(driftedFiles(checkout)).toEqual([])
  })

  it('are seen to drift when they are not there', () => {
    const empty = mkdtempSync(join(tmpdir(), 'comptoir-drift-'))
    expect(driftedFiles(empty)).toEqual(Object.keys(generatedFiles()))
  })
})

describe('subscriptions', () => {
  const facts = allSubscriptions().filter(({ spec }) => spec.deadLetterTopic !== undefined)

  it('bring each consumer its kinds of event, and only to it', () => {
    const wanted = appIds.flatMap((consumer) =>
      (subscriptions[consumer] ?? []).map(({ type }) => `${consumer} ${type} /events/${type}`),
    )
    const made = facts.map(
      ({ scopes, spec }) => `${scopes.join()} ${spec.topic} ${spec.routes.default}`,
    )
    expect(made).toEqual(wanted)
  })

  it('send what failed to a topic that the same consumer stores', () => {
    for (const { scopes, spec } of facts) {
      const store = allSubscriptions().find((one) => one.spec.topic === spec.deadLetterTopic)
      expect(store?.scopes).toEqual(scopes)
      expect(store?.spec.routes.default).toBe('/events-dead')
    }
  })

  it('bring broadcasts to who keeps something fresh', () => {
    const made = allSubscriptions().filter(({ spec }) => spec.pubsubname === 'broadcast')
    const all = appIds.flatMap((consumer) => broadcasts[consumer] ?? [])
    const wanted = all.map(({ type }) => `/events/broadcast/${type}`)
    expect(made.map(({ spec }) => spec.routes.default)).toEqual(wanted)
  })

  it('have names of their own, which Kubernetes takes', () => {
    const names = allSubscriptions().map(({ metadata }) => metadata.name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z]([a-z-]{0,61}[a-z])$/)
  })
})

describe('the scopes of topics', () => {
  const grants = (text: string) =>
    new Map(text.split(';').map((grant) => grant.split('=') as [string, string]))
  const topicsOf = (text: string, appId: string) =>
    (grants(text).get(appId) ?? '').split(',').filter(Boolean)
  const { allowedTopics, protectedTopics, publishingScopes, subscriptionScopes } = pubsubScopes()

  it('let each service publish what it tells, and its sidecar what it could not handle', () => {
    for (const appId of appIds)
      for (const topic of topicsOf(publishingScopes, appId))
        expect(topic).toMatch(new RegExp(`^(comptoir\\.${appId}\\.|dead-${appId}$)`))
    expect(topicsOf(publishingScopes, 'orders')).toContain(OrderConfirmed.type)
    expect(topicsOf(publishingScopes, 'gateway')).toEqual([])
  })

  it('let each service read what it subscribes to', () => {
    for (const appId of appIds) {
      const wanted = allSubscriptions()
        .filter(({ scopes, spec }) => scopes[0] === appId && spec.pubsubname === 'pubsub')
        .map(({ spec }) => spec.topic)
      expect(topicsOf(subscriptionScopes, appId)).toEqual(wanted)
    }
  })

  it('name every service and protect every topic, or one that is left out could use all', () => {
    for (const scopes of [publishingScopes, subscriptionScopes])
      expect([...grants(scopes).keys()]).toEqual(appIds)
    expect(protectedTopics).toBe(allowedTopics)
    for (const { type } of allEvents) expect(allowedTopics.split(',')).toContain(type)
    const tellers = appIds.filter((appId) => appId !== 'gateway' && !isSite(appId))
    expect(new Set(allEvents.map(({ producer }) => producer)).size).toBe(tellers.length)
  })

  it('let nobody publish through the broadcast component', () => {
    const { publishingScopes: none } = broadcastScopes()
    for (const appId of appIds) expect(topicsOf(none, appId)).toEqual([])
  })
})

describe('every broker', () => {
  const pairs = globSync('components/brokers/*/*.yaml', { cwd: checkout })
    .toSorted()
    .map(
      (path) =>
        [path, path.endsWith('broadcast.yaml') ? broadcastScopes() : pubsubScopes()] as const,
    )

  it('has both components', () => {
    const names = pairs.map(([path]) => path.split('/').slice(2).join('/'))
    for (const broker of known(checkout, 'broker'))
      expect(names).toEqual(
        expect.arrayContaining([`${broker}/broadcast.yaml`, `${broker}/pubsub.yaml`]),
      )
  })

  it.each(pairs)('%s has the scopes that the contracts say', (path, scopes) => {
    const { spec, scopes: loaded } = parse(readFileSync(join(checkout, path), 'utf8'))
    const entries = spec.metadata.map((entry: { name: string; value?: string }) => [
      entry.name,
      entry.value,
    ])
    expect(Object.fromEntries(entries)).toMatchObject(scopes)
    expect(loaded).toEqual(path.endsWith('broadcast.yaml') ? Object.keys(broadcasts) : undefined)
  })
})

describe('retries and timeouts', () => {
  it('never go on for ever', () => {
    const { policies } = resiliency().spec
    for (const retry of Object.values(policies.retries)) expect(retry.maxRetries).toBeGreaterThan(0)
  })

  it('leave calls between services to their callers: with a policy, daprd does not connect anew', () => {
    expect(Object.keys(resiliency().spec.targets)).toEqual(['components'])
  })
})

describe('dapr.yaml', () => {
  it('runs every service at its port', () => {
    const { apps } = parse(generatedFiles()['dapr.yaml'] ?? '')
    const ports = apps.map(({ appID, appPort }: { appID: string; appPort: number }) => [
      appID,
      appPort,
    ])
    expect(ports).toEqual(
      expect.arrayContaining(appIds.map((appId) => [appId, services[appId].port])),
    )
  })
})
