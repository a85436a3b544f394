import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import type { Deployment } from './kinds.ts'
import { findHelm, ofKind, renderChart } from './render.ts'

type Component = { readonly scopes?: readonly string[]; readonly spec: { readonly type: string } }
type NetworkPolicy = {
  readonly spec: {
    readonly egress?: readonly { readonly to?: unknown; readonly ports?: { port: number }[] }[]
  }
}

const asked = {
  set: ['secrets.existingSecret=mine'],
  json: ['store="postgresql,carts=redis,orders=mysql"'],
}

describe.skipIf(!findHelm())('stores of some services (skipped where helm is missing)', () => {
  it('are one component for each sidecar', async () => {
    const components = ofKind<Component>(await renderChart(asked), 'Component')
    const stores = components.filter(({ spec }) => spec.type.startsWith('state.'))
    const storesOf = (appId: string) =>
      stores.filter(({ scopes }) => scopes?.includes(appId)).map(({ spec }) => spec.type)
    for (const appId of appIds) {
      const own = { carts: 'state.redis', orders: 'state.mysql' } as Record<string, string>
      expect([appId, storesOf(appId)]).toEqual([appId, [own[appId] ?? 'state.postgresql']])
    }
    expect(new Set(stores.map(({ metadata }) => metadata.name)).size).toBe(3)
  })

  it('are reached by the addresses of these services only', async () => {
    const deployments = ofKind<Deployment>(await renderChart(asked), 'Deployment')
    const addressesOf = (name: string) => {
      const { template } = deployments.find(({ metadata }) => metadata.name === name)?.spec ?? {}
      return template?.metadata.annotations?.['dapr.io/env-from-secret']
    }
    expect(addressesOf('carts')).toBeUndefined()
    expect(addressesOf('catalog')).toBe(
      'STATE_CONNECTION=mine-connections:state-connection-catalog',
    )
    expect(addressesOf('orders')).toBe(
      'STATE_CONNECTION=mine-connections:state-connection-orders,' +
        'STATE_SCHEMA=mine-connections:state-schema-orders',
    )
  })

  it('are reached through the ports of these services only', async () => {
    const policies = ofKind<NetworkPolicy>(await renderChart(asked), 'NetworkPolicy')
    const portsOf = (name: string) => {
      const { egress = [] } = policies.find(({ metadata }) => metadata.name === name)?.spec ?? {}
      const outside = egress.filter(({ to }) => to === undefined)
      return outside.flatMap(({ ports = [] }) => ports.map(({ port }) => port))
    }
    expect(portsOf('carts')).toEqual([])
    expect(portsOf('catalog')).toEqual([5432])
    expect(portsOf('orders')).toEqual([3306])
  })
})
