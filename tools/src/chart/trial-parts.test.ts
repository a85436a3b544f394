import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkout } from '../runner/plan/layout.ts'
import { trialParts } from '../secrets/trial-parts.ts'
import { findHelm, ofKind, refusalOf, renderChart } from './render.ts'

type Service = {
  readonly metadata: { readonly name: string }
  readonly spec: { readonly ports: readonly { port: number }[] }
}
type StatefulSet = {
  readonly metadata: { readonly name: string }
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly securityContext: { readonly runAsNonRoot: boolean; readonly runAsUser: number }
        readonly containers: readonly {
          readonly image: string
          readonly command: readonly string[]
          readonly securityContext: { readonly readOnlyRootFilesystem: boolean }
        }[]
      }
    }
  }
}

const chart = join(checkout, 'charts', 'trial-parts')
const names = Object.keys(trialParts)

describe.skipIf(!findHelm())('charts/trial-parts (skipped where helm is missing)', () => {
  it('runs each of them as a user without rights, at the port that `npm run secrets` expects', async () => {
    const documents = await renderChart({ chart, set: [`parts={${names.join(',')}}`] })
    const services = ofKind<Service>(documents, 'Service')
    const sets = ofKind<StatefulSet>(documents, 'StatefulSet')
    expect(sets.map(({ metadata }) => metadata.name).toSorted()).toEqual(names.toSorted())
    for (const [name, { port, outside }] of Object.entries(trialParts)) {
      const ports = services.find(({ metadata }) => metadata.name === name)?.spec.ports
      expect([name, ports?.map((one) => one.port)]).toEqual([
        name,
        [port, ...(outside === undefined ? [] : [outside])],
      ])
    }
    for (const { metadata, spec } of sets) {
      const { securityContext, containers } = spec.template.spec
      expect([metadata.name, securityContext]).toMatchObject([
        metadata.name,
        { runAsNonRoot: true },
      ])
      expect(containers[0]?.command.length).toBeGreaterThan(1)
      expect(containers[0]?.securityContext.readOnlyRootFilesystem).toBe(true)
    }
  })

  it('refuses what it does not know', async () => {
    expect(await refusalOf({ chart, set: ['parts={cellar}'] })).toMatch(/parts/)
  })
})
