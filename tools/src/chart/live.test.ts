import { liveServices } from '@comptoir/contracts/subscriptions'
import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import type { Deployment } from './kinds.ts'
import { findHelm, ofKind, renderChart } from './render.ts'

type Named = { readonly metadata: { readonly name: string } }

describe.skipIf(!findHelm())('live channels by MQTT (skipped where helm is missing)', () => {
  const asked = { set: ['secrets.existingSecret=mine', 'live=mqtt'] }

  it('are a component and subscriptions, and a setting of the services that have any', async () => {
    const documents = await renderChart(asked)
    const namesOf = (kind: string) =>
      ofKind<Named>(documents, kind).map(({ metadata }) => metadata.name)
    expect(namesOf('Component')).toContain('live')
    expect(namesOf('Subscription')).toEqual(expect.arrayContaining(['catalog-live', 'orders-live']))
    const deployments = ofKind<Deployment>(documents, 'Deployment')
    const ownOf = (appId: string) => {
      const template = deployments.find(({ metadata }) => metadata.name === appId)?.spec.template
      const env = template?.spec.containers.flatMap((container) => container.env ?? []) ?? []
      const secret = template?.metadata.annotations?.['dapr.io/env-from-secret'] ?? ''
      return [env.find(({ name }) => name === 'LIVE_COMPONENT')?.value, secret]
    }
    for (const appId of appIds) {
      const wanted = liveServices.includes(appId)
        ? ['live', `LIVE_ADDRESS=mine-connections:live-address-${appId}`]
        : [undefined, '']
      expect([appId, ownOf(appId)]).toEqual([appId, wanted])
    }
  })

  it('are none of it through Redis', async () => {
    const names = ofKind<Named>(await renderChart({}), 'Component').map(
      ({ metadata }) => metadata.name,
    )
    expect(names).not.toContain('live')
  })
})
