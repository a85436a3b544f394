import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeContent } from '../image/content.ts'
import { readSbom, shippedIn } from '../image/sbom.ts'
import { checkout } from '../runner/plan/layout.ts'
import { writePackagesOf } from './sbom.ts'

type Installed = { readonly name: string; readonly version: string }

/** The packages in a folder of `node_modules`, as they are on disk. */
function installedIn(packages: string): string[] {
  const files = globSync('**/node_modules/{*,@*/*}/package.json', { cwd: packages })
  const found = files
    .filter((file) => basename(dirname(dirname(file))).match(/^(node_modules|@.*)$/))
    .map((file) => JSON.parse(readFileSync(join(packages, file), 'utf8')) as Installed)
    .filter(({ name }) => !name.startsWith('@comptoir/'))
  return [...new Set(found.map(({ name, version }) => `${name}@${version}`))].toSorted()
}

describe('the SBOM of an image', () => {
  let out: string
  let packages: string
  let faults: string[]
  const read = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8')
  beforeAll(() => {
    out = mkdtempSync(join(tmpdir(), 'comptoir-sbom-'))
    packages = join(out, 'packages')
    faults = writePackagesOf('services/orders', out)
  }, 300_000)
  afterAll(() => rmSync(out, { recursive: true }))

  it('is CycloneDX, and has every package that is installed, and no other', () => {
    const sbom = JSON.parse(read(packages, 'sbom.cdx.json'))
    expect(sbom).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { name: 'comptoir/orders', type: 'application' } },
    })
    const listed = shippedIn(sbom).map(({ name, version }) => `${name}@${version}`)
    const installed = installedIn(packages)
    expect(installed.length).toBeGreaterThan(100)
    expect([...new Set(listed)].toSorted()).toEqual(installed)
  })

  it('has licences that are agreed to, beside it as a list', () => {
    expect(faults).toEqual([])
    expect(read(packages, 'licences.txt')).toMatch(/^MIT \(\d+\)\n/)
  })

  it('is in what `docker build` copies, and the same whenever it is built', async () => {
    await writeContent(checkout, 'services/orders', join(out, 'again'))
    const again = join(out, 'again/packages')
    for (const file of ['sbom.cdx.json', 'licences.txt']) {
      expect(read(again, file)).toBe(read(packages, file))
    }
  }, 300_000)

  it('is refused when a package is missing', () => {
    rmSync(join(packages, 'node_modules/hono'), { recursive: true })
    expect(() => readSbom(packages, 'comptoir/orders')).toThrow(/missing: hono/)
  })
})

it('refuses a program that has no image', () => {
  expect(() => writePackagesOf('services/nothing', tmpdir())).toThrow(/There is no program/)
})
