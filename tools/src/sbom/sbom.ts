import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { nameOf, readWorkspaces, workspacesOf, writePackages } from '../image/content.ts'
import { programs } from '../image/programs.ts'
import { licencesFile, sbomFile, shippedIn } from '../image/sbom.ts'
import { licenceFaults } from '../licences/agreed.ts'
import { checkout } from '../runner/plan/layout.ts'
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand } from '../runner/screen/user-error.ts'

const command = {
  run: 'npm run sbom --',
  positionals: 'PROGRAM…',
  summary:
    'Writes the packages of an image as they are in it, with its SBOM (CycloneDX) and the list of licences; without a program, of every image.',
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

/** Writes the folder `packages` of one image, which holds its SBOM; answers the licences not agreed to. */
export function writePackagesOf(program: string, out: string): string[] {
  const all = readWorkspaces(checkout)
  const packages = join(out, 'packages')
  mkdirSync(out, { recursive: true })
  writePackages(checkout, workspacesOf(nameOf(program, all), all), packages)
  return licenceFaults(shippedIn(JSON.parse(readFileSync(join(packages, sbomFile), 'utf8'))))
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
    const refused = writePackagesOf(program, out)
    for (const one of refused) process.stderr.write(`${program} not agreed to: ${one}\n`)
    faults += refused.length
    process.stdout.write(`${join(out, 'packages', sbomFile)}, ${licencesFile}\n`)
  }
  return faults === 0 ? 0 : 1
}

if (import.meta.main) await runCommand(main)
