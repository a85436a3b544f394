import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { clusterEnvironment } from '../../src/cluster/programs.ts'
import { programs } from '../../src/image/programs.ts'
import { which } from '../../src/provision/commands.ts'
import { daprVersion } from '../../src/provision/dapr.ts'
import { skaffoldConfig } from '../../src/resources/skaffold.ts'
import { checkout } from '../../src/runner/plan/layout.ts'

const read = (path: string) => readFileSync(join(checkout, path), 'utf8')

describe('the Tiltfile', () => {
  const text = read('Tiltfile')

  it('installs the Dapr that npm start runs', () => {
    expect(/^dapr_version = '(.+)'$/m.exec(text)?.[1]).toBe(daprVersion)
  })

  it('names no service but the gateway: the others come from the chart', () => {
    const named = appIds.filter((appId) => new RegExp(`['"/]${appId}['"/]`).test(text))
    expect(named).toEqual(['gateway'])
  })

  it('finds what it reads of each program', () => {
    const platform = parse(read('charts/comptoir/files/platform.yaml'))
    const groups = [platform.services, platform.simulators, platform.commands]
    const images = groups.flatMap((group) => Object.entries<{ sources: string[] }>(group))
    expect(images.map(([name, { sources }]) => [name, sources[0]])).toEqual([...programs])
  })
})

describe('skaffold.yaml', () => {
  const { artifacts } = skaffoldConfig().build

  it('makes the image of each program', () => {
    const made = artifacts.map(({ image, custom }) => [image, custom.buildCommand])
    expect(made).toEqual(
      [...programs].map(([name, folder]) => [
        `comptoir.local/${name}`,
        `tools/docker-build.sh ${folder}`,
      ]),
    )
  })

  it('makes an image again when a file changes that is in it', () => {
    for (const { custom } of artifacts) {
      for (const path of custom.dependencies.paths)
        expect(existsSync(join(checkout, path))).toBe(true)
    }
    const carts = artifacts.find(({ image }) => image.endsWith('/carts'))
    expect(carts?.custom.dependencies.paths).toContain('packages/contracts')
    expect(carts?.custom.dependencies.paths).not.toContain('packages/pdf')
  })
})

const { PATH = '' } = clusterEnvironment({})
const helm = which('helm', PATH)

describe.skipIf(helm === undefined)('the chart for development', () => {
  it('writes sources into volumes only: images stay read-only, users unprivileged', () => {
    const { objects } = render('values-kind.yaml', 'values-dev.yaml')
    const pods = objects
      .filter(({ kind }) => kind === 'Deployment')
      .map(({ spec }) => spec.template.spec)
    expect(pods.length).toBe(programs.size - 1)
    for (const { containers, initContainers, volumes, securityContext } of pods) {
      expect(volumes.map(({ name }) => name)).toContain('sources')
      expect(containers[0]?.args).toContain('--watch-path=/app/services')
      expect(securityContext.runAsUser).toBe(65532)
      for (const container of [...containers, ...initContainers])
        expect(container.securityContext.readOnlyRootFilesystem).toBe(true)
    }
  })

  it('has nothing of it elsewhere', () => {
    for (const values of ['values-kind.yaml', 'values-production.yaml']) {
      const { text, objects } = render(values)
      expect(objects.length).toBeGreaterThan(50)
      expect(text).not.toMatch(/name: sources|--watch/)
    }
  })
})

describe.skipIf(helm === undefined)('the Ingress', () => {
  const rulesOf = (...more: string[]) =>
    render('values-kind.yaml', ...more).objects.find(({ kind }) => kind === 'Ingress')?.spec.rules

  it('leads from every host name to the shop when none is given', () => {
    expect(rulesOf()?.map((rule) => rule.host)).toEqual([undefined])
    expect(rulesOf('--set', 'ingress.host=shop.example')?.[0]?.host).toBe('shop.example')
  })

  it('needs a host name for a certificate', () => {
    const { text } = render('values-kind.yaml', '--set', 'ingress.tls.secretName=shop-tls')
    expect(text).toContain('ingress.host: a certificate is for a host name')
  })
})

type Container = {
  readonly args?: readonly string[]
  readonly securityContext: { readonly readOnlyRootFilesystem: boolean }
}
type Named = { readonly name: string }
type Pod = {
  readonly containers: readonly Container[]
  readonly initContainers: readonly Container[]
  readonly volumes: readonly Named[]
  readonly securityContext: { readonly runAsUser: number }
}
type Rendered = {
  readonly kind: string
  readonly spec: {
    readonly template: { readonly spec: Pod }
    readonly rules?: readonly { readonly host?: string }[]
  }
}

/** The chart with files of values, or further arguments of helm's; its text is the error when it is refused. */
function render(...args: string[]): { text: string; objects: Rendered[] } {
  const chart = join(checkout, 'charts', 'comptoir')
  const options = args.flatMap((arg) =>
    /^values-.*\.yaml$/.test(arg) ? ['--values', join(chart, arg)] : [arg],
  )
  const command = ['template', 'comptoir', chart, ...options]
  const { stdout, stderr, status } = spawnSync(helm ?? '', command, { encoding: 'utf8' })
  if (status !== 0) return { text: stderr, objects: [] }
  return {
    text: stdout,
    objects: parseAllDocuments(stdout).map((document) => document.toJS() as Rendered),
  }
}
