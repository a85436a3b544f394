import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { programs } from '../image/programs.ts'
import { chartFolder, findHelm, ofKind, renderChart, renderText, valuesFiles } from './render.ts'

type Container = {
  args?: string[]
  env?: { name: string; value?: string }[]
  securityContext: { readOnlyRootFilesystem: boolean; runAsNonRoot: boolean }
}
type Deployment = {
  spec: {
    template: {
      spec: { containers: Container[]; initContainers: Container[]; volumes: { name: string }[] }
    }
  }
}
type Ingress = { spec: { rules: { host?: string }[] } }

/** What values-dev.yaml changes, as `--set-json` takes it. */
function developmentValues(): string[] {
  const values: object = parse(readFileSync(join(chartFolder, 'values-dev.yaml'), 'utf8'))
  return Object.entries(values).map(([key, value]) => `${key}=${JSON.stringify(value)}`)
}

describe.skipIf(!findHelm())('the chart for development', () => {
  it('has sources in volumes: images stay read-only, users unprivileged', async () => {
    const manifests = await renderChart({ file: 'values-kind.yaml', json: developmentValues() })
    const deployments = ofKind<Deployment>(manifests, 'Deployment')
    expect(deployments.length).toBe(programs.size - 1)
    for (const { spec } of deployments) {
      const { containers, initContainers, volumes } = spec.template.spec
      expect(volumes.map(({ name }) => name)).toContain('sources')
      expect(containers[0]?.args).toContain('--watch-path=/app/services')
      // Node does not see the second change of a file that tar replaced
      expect(containers[0]?.env).toContainEqual({ name: 'TAR_OPTIONS', value: '--overwrite' })
      for (const { securityContext } of [...containers, ...initContainers])
        expect(securityContext).toMatchObject({ readOnlyRootFilesystem: true, runAsNonRoot: true })
    }
  })

  const others = valuesFiles.filter((file) => file !== 'values-dev.yaml')
  it.each(others)('has nothing of it with %s', async (file) => {
    const text = await renderText({ file })
    expect(text).toContain('kind: Deployment')
    expect(text).not.toMatch(/name: sources|--watch|TAR_OPTIONS/)
  })
})

describe.skipIf(!findHelm())('the Ingress', () => {
  const hosts = async (...set: string[]) => {
    const manifests = await renderChart({ set: ['ingress.enabled=true', ...set] })
    return ofKind<Ingress>(manifests, 'Ingress').flatMap(({ spec }) =>
      spec.rules.map(({ host }) => host),
    )
  }

  it('leads to the shop from every host name when none is given', async () => {
    expect(await hosts()).toEqual([undefined])
    expect(await hosts('ingress.host=shop.example')).toEqual(['shop.example'])
  })

  it('leads to the storefront from a host name of its own', async () => {
    const both = ['ingress.host=shop.example', 'ingress.storefrontHost=www.example']
    expect(await hosts(...both)).toEqual(['shop.example', 'www.example'])
    const office = 'ingress.backOfficeHost=office.example'
    expect(await hosts(...both, office)).toEqual(['shop.example', 'www.example', 'office.example'])
  })
})
