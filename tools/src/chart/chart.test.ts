import { createPrivateKey, createPublicKey } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { type Configuration, type Deployment, podsOf, type Secret, variablesOf } from './kinds.ts'
import {
  chartFolder,
  findHelm,
  lintFaults,
  type Manifest,
  ofKind,
  renderChart,
  valuesFiles,
} from './render.ts'

const names = (manifests: readonly Manifest[], kind: string) =>
  ofKind(manifests, kind).map(({ metadata }) => metadata.name)
const sorted = (of: readonly string[]) => [...of].sort()
const decoded = (text: string | undefined) => Buffer.from(text ?? '', 'base64').toString()

describe.skipIf(!findHelm())('the chart (skipped where helm is missing)', () => {
  describe.each(valuesFiles)('with %s', async (file) => {
    const manifests = findHelm() ? await renderChart({ file }) : []

    it('passes helm lint', async () => {
      expect(await lintFaults({ file })).toBeUndefined()
    })

    it.each([
      'Deployment',
      'Service',
      'ServiceAccount',
      'PodDisruptionBudget',
      'NetworkPolicy',
      'Configuration',
    ])('has one %s for each service', (kind) => {
      const own = names(manifests, kind).filter((name) => appIds.some((appId) => appId === name))
      // a developer's pods may be evicted at any time
      const isLeftOut = file === 'values-dev.yaml' && kind === 'PodDisruptionBudget'
      expect(sorted(own)).toEqual(isLeftOut ? [] : sorted(appIds))
    })

    it('names no resource twice', () => {
      const all = manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`)
      expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([])
    })

    it('lets no pod run as root, write to its image or talk to the API server', () => {
      for (const pod of podsOf(manifests)) {
        const where = pod.of
        expect([where, pod.spec]).toMatchObject([
          where,
          { automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } },
        ])
        for (const { securityContext, resources } of pod.spec.containers) {
          expect([where, securityContext, resources]).toMatchObject([
            where,
            {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'] },
              seccompProfile: { type: 'RuntimeDefault' },
            },
            { requests: { cpu: expect.anything() }, limits: { memory: expect.anything() } },
          ])
        }
      }
    })

    it('takes every secret from a key that is there', () => {
      const made = new Map(
        ofKind<Secret>(manifests, 'Secret').map(({ metadata, data }) => [metadata.name, data]),
      )
      const asked = secretKeysIn(manifests)
      expect(asked.length).toBeGreaterThan(appIds.length * 2)
      if (file === 'values-production.yaml') return
      const missing = asked.filter(({ name, key }) => made.get(name)?.[key] === undefined)
      expect(missing).toEqual([])
    })
  })

  it('makes key pairs that belong together', async () => {
    const secrets = ofKind<Secret>(await renderChart(), 'Secret')
    const data = secrets.find(({ metadata }) => metadata.name === 'comptoir')?.data ?? {}
    const publicKeys = new Map(
      decoded(data['event-public-keys'])
        .split(';')
        .map((entry) => entry.split('=') as [string, string]),
    )
    expect([...publicKeys.keys()].sort()).toEqual(sorted(appIds))
    for (const appId of appIds) {
      const seed = decoded(data[`event-signing-key-${appId}`])
      expect(publicKeys.get(appId)).toBe(publicKeyOf(seed))
    }
    const key = decoded(data['key-encryption-key'])
    expect(Buffer.from(key, 'base64url')).toHaveLength(32)
  })

  it('has no template of a single service', () => {
    const templates = readdirSync(join(chartFolder, 'templates'), { recursive: true }).map(String)
    expect(templates.length).toBeGreaterThan(15)
    const own = templates.filter((path) => appIds.some((appId) => basename(path).includes(appId)))
    expect(own).toEqual([])
  })

  it('deploys a new service without a new template', async () => {
    const chart = mkdtempSync(join(tmpdir(), 'comptoir-chart-'))
    cpSync(chartFolder, chart, { recursive: true })
    const path = join(chart, 'files', 'platform.yaml')
    const platform: { services: Record<string, object> } = parse(readFileSync(path, 'utf8'))
    const { carts } = platform.services
    platform.services['wishlists'] = { ...carts, port: 9009 }
    writeFileSync(path, stringify(platform))
    const manifests = await renderChart({ chart })
    const kinds = manifests.filter(({ metadata }) => metadata.name === 'wishlists')
    expect(sorted(kinds.map(({ kind }) => kind))).toEqual([
      'Configuration',
      'Deployment',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Service',
      'ServiceAccount',
    ])
  })

  it('scales every service in production', async () => {
    const manifests = await renderChart({ file: 'values-production.yaml' })
    expect(sorted(names(manifests, 'HorizontalPodAutoscaler'))).toEqual(sorted(appIds))
    for (const { spec, metadata } of ofKind<Deployment>(manifests, 'Deployment'))
      expect(spec.replicas).toBe(metadata.name === 'back-office' ? 2 : undefined)
  })

  it('sends traces only where there is a collector', async () => {
    const tracing = async (set: readonly string[]) =>
      ofKind<Configuration>(await renderChart({ set }), 'Configuration')[0]?.spec.tracing
    expect(await tracing([])).toEqual({ samplingRate: '0' })
    expect(await tracing(['dapr.otlpEndpoint=https://otel.example:4318'])).toEqual({
      samplingRate: '1',
      otel: { endpointAddress: 'otel.example:4318', isSecure: true, protocol: 'http' },
    })
  })

  it('reads the metrics of services and of their sidecars', async () => {
    const manifests = await renderChart({ file: 'values-production.yaml' })
    type Monitor = { spec: { podMetricsEndpoints: { port: string; path: string }[] } }
    const [monitor] = ofKind<Monitor>(manifests, 'PodMonitor')
    const ports = monitor?.spec.podMetricsEndpoints.map(({ port, path }) => `${port} ${path}`)
    // the injector calls the sidecar's port so
    expect(ports).toEqual(['dapr-metrics /', 'http /metrics'])
    for (const { spec } of ofKind<Deployment>(manifests, 'Deployment'))
      expect(spec.template.spec.containers[0]?.ports).toMatchObject([{ name: 'http' }])
  })
})

function secretKeysIn(value: unknown): { name: string; key: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'secretKeyRef' in value ? [value.secretKeyRef as { name: string; key: string }] : []
  return [...own, ...Object.values(value).flatMap(secretKeysIn)]
}

function publicKeyOf(seed: string): string {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
  const key = Buffer.concat([prefix, Buffer.from(seed, 'base64url')])
  const pair = createPublicKey(createPrivateKey({ key, format: 'der', type: 'pkcs8' }))
  return pair.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64url')
}

describe.skipIf(!findHelm())(
  'origins that may ask the gateway (skipped where helm is missing)',
  () => {
    async function origins(...corsOrigins: string[]) {
      const manifests = await renderChart({
        set: ['publicUrl=https://shop.example', 'backOfficeUrl=https://office.example'],
        json: [`corsOrigins=${JSON.stringify(corsOrigins)}`],
      })
      const deployments = ofKind<Deployment>(manifests, 'Deployment')
      const gateway = deployments.find(({ metadata }) => metadata.name === 'gateway')
      return gateway && variablesOf(gateway).get('CORS_ORIGINS')?.value
    }

    it('have that of the back office among them, whatever is set', async () => {
      const office = 'https://office.example'
      expect(await origins()).toBe(`https://shop.example,${office}`)
      expect(await origins('https://a.example')).toBe(`https://a.example,${office}`)
      expect(await origins(office, 'https://a.example')).toBe(`${office},https://a.example`)
    })
  },
)
