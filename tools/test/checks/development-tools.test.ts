import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { programs } from '../../src/image/programs.ts'
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
    const groups = [platform.services, platform.sites, platform.simulators, platform.commands]
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

  it('writes sources into what runs from them, and into no site, whose pages are built', () => {
    const written = artifacts.filter(({ sync }) => sync).map(({ image }) => image)
    const left = ['storefront', 'back-office', 'tools'].map((name) => `comptoir.local/${name}`)
    expect(artifacts.map(({ image }) => image).filter((one) => !written.includes(one))).toEqual(
      left,
    )
  })
})
