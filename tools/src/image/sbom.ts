// Runs inside `docker build`, before any package is installed: Node's own modules only.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Shipped, saidLicence, tableOf } from '../licences/agreed.ts'

type Licence =
  | { readonly license: { readonly id?: string; readonly name?: string } }
  | { readonly expression: string }
type Component = {
  readonly name: string
  readonly version: string
  readonly purl: string
  readonly licenses?: readonly Licence[]
}
/** What is read or changed of an SBOM; it has more. */
export type Sbom = {
  readonly bomFormat: 'CycloneDX'
  readonly serialNumber?: string
  readonly metadata: { readonly timestamp?: string; readonly component: { readonly name: string } }
  readonly components: readonly Component[]
}

/** The names that scanners of images look for: `*.cdx.json` is CycloneDX. */
export const sbomFile = 'sbom.cdx.json'
export const licencesFile = 'licences.txt'

/**
 * What npm says is installed in a folder of packages, as the SBOM of `name`. The same packages give the same bytes: it
 * has neither npm's time nor its random serial number, which CycloneDX leaves optional. Throws when something is missing.
 * @example readSbom('/content/packages', 'comptoir/orders')
 */
export function readSbom(packages: string, name: string): Sbom {
  // what is missing is said at this level, whatever level npm was called with
  const level = '--loglevel=error'
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', level]
  const { stdout, stderr, status, error } = spawnSync('npm', args, {
    cwd: packages,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (error) throw error
  if (status !== 0) throw new Error(`npm sbom: ${stderr.trim()}`)
  const { serialNumber: _, ...sbom } = parse(stdout)
  const { timestamp: __, ...metadata } = sbom.metadata
  return { ...sbom, metadata: { ...metadata, component: { ...metadata.component, name } } }
}

function parse(text: string): Sbom {
  const sbom = JSON.parse(text) as Partial<Sbom>
  const isWhole = sbom.bomFormat === 'CycloneDX' && sbom.metadata && Array.isArray(sbom.components)
  if (!isWhole) throw new Error('npm sbom wrote no CycloneDX')
  return sbom as Sbom
}

/** The packages of others in an SBOM, with their licences as SPDX expressions. */
export function shippedIn({ components }: Pick<Sbom, 'components'>): Shipped[] {
  const others = components.filter(({ purl }) => !purl.startsWith('pkg:npm/%40comptoir/'))
  return others.map(({ name, version, licenses = [] }) => {
    const said = licenses.map(textOf).join(' AND ')
    return { name, version, licence: saidLicence(name, said || undefined) }
  })
}

function textOf(one: Licence): string | undefined {
  if ('expression' in one) return one.expression
  return one.license.id ?? one.license.name
}

/** Writes the SBOM and the list of licences into a folder of packages, beside its `package.json`. */
export function writeSbom(packages: string, name: string): void {
  const sbom = readSbom(packages, name)
  writeFileSync(join(packages, sbomFile), `${JSON.stringify(sbom, undefined, 2)}\n`)
  writeFileSync(join(packages, licencesFile), tableOf(shippedIn(sbom)))
}
