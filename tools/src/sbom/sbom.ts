import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { nameOf, readWorkspaces, workspacesOf, writePackages } from '../image/content.ts'
import { programs } from '../image/programs.ts'
import { licenceFaults, type Shipped, saidLicence, tableOf } from '../licences/licences.ts'
import { checkout } from '../runner/plan/layout.ts'
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'

const command = {
  run: 'npm run sbom --',
  positionals: 'PROGRAM…',
  summary:
    'Writes the packages of an image, its SBOM (CycloneDX) and the list of their licences; without a program, of every image.',
  options: {
    out: {
      type: 'string',
      default: '.comptoir/images',
      value: 'FOLDER',
      help: 'where a folder for each image goes',
    },
  },
  examples: ['npm run sbom -- services/orders', 'npm run sbom'],
  exitCodes: { 1: 'a licence is unknown or not agreed to, or npm failed' },
} as const

const licence = z.union([
  z.object({ license: z.object({ id: z.string() }).or(z.object({ name: z.string() })) }),
  z.object({ expression: z.string() }),
])
const component = z.looseObject({
  name: z.string(),
  version: z.string(),
  purl: z.string(),
  licenses: z.array(licence).optional(),
})
const sbomSchema = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(component),
})
export type Sbom = z.infer<typeof sbomSchema>

/** What npm says is installed in the packages of an image. Throws a UserError when something is missing there. */
export function readSbom(packages: string, image: string): Sbom {
  // what is missing is said at this level, whatever level npm was called with
  const level = '--loglevel=error'
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', level]
  const { stdout, stderr, status } = spawnSync('npm', args, {
    cwd: packages,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new UserError(`npm sbom: ${stderr.trim()}`)
  const sbom = sbomSchema.parse(JSON.parse(stdout))
  const own = { ...sbom.metadata.component, name: `comptoir/${image}` }
  return { ...sbom, metadata: { ...sbom.metadata, component: own } }
}

/** The packages of others in an SBOM, with their licences as SPDX expressions. */
export function shippedIn({ components }: Sbom): Shipped[] {
  const others = components.filter(({ purl }) => !purl.startsWith('pkg:npm/%40comptoir/'))
  return others.map(({ name, version, licenses = [] }) => {
    const said = licenses.map(textOf).join(' AND ')
    return { name, version, licence: saidLicence(name, said || undefined) }
  })
}

function textOf(one: z.infer<typeof licence>): string {
  if ('expression' in one) return one.expression
  return 'id' in one.license ? one.license.id : one.license.name
}

/** Writes `packages`, `sbom.cdx.json` and `licences.txt` of one image; answers the licences not agreed to. */
export function writeSbom(program: string, out: string): string[] {
  const all = readWorkspaces(checkout)
  const needed = workspacesOf(nameOf(program, all), all)
  const packages = join(out, 'packages')
  mkdirSync(out, { recursive: true })
  writePackages(checkout, needed, packages)
  const sbom = readSbom(packages, imageOf(program))
  const shipped = shippedIn(sbom)
  writeFileSync(join(out, 'sbom.cdx.json'), `${JSON.stringify(sbom, undefined, 2)}\n`)
  writeFileSync(join(out, 'licences.txt'), tableOf(shipped))
  return licenceFaults(shipped)
}

function imageOf(program: string): string {
  for (const [image, folder] of programs) if (folder === program) return image
  throw usageError(
    command,
    `No program "${program}"; there are: ${[...programs.values()].join(', ')}`,
  )
}

async function main(): Promise<number> {
  const { values, positionals } = readCommandLine(command)
  const asked = positionals.length > 0 ? positionals : [...programs.values()]
  let faults = 0
  for (const program of asked) {
    const out = join(resolve(checkout, values.out), imageOf(program))
    const refused = writeSbom(program, out)
    for (const one of refused) process.stderr.write(`${program} not agreed to: ${one}\n`)
    faults += refused.length
    process.stdout.write(`${out}/sbom.cdx.json, licences.txt\n`)
  }
  return faults === 0 ? 0 : 1
}

if (import.meta.main) await runCommand(main)
