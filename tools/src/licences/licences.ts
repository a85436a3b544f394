// Lists the licences of every package that ships (all that `npm ci --omit=dev` installs, on any platform), and fails on
// one that is not agreed to.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from '../runner/plan/layout.ts'
import { readCommandLine } from '../runner/screen/command-line.ts'
import { runCommand } from '../runner/screen/user-error.ts'
import { licenceFaults, type Shipped, saidLicence, tableOf } from './agreed.ts'

type Locked = {
  readonly version?: string
  readonly license?: string
  readonly dev?: boolean
  readonly link?: boolean
}

/** The packages of a lock file that ship: neither ours nor only for development. */
export function shippedPackages(lock: {
  readonly packages: Readonly<Record<string, Locked>>
}): Shipped[] {
  return Object.entries(lock.packages).flatMap(([path, { dev, link, version = '', license }]) => {
    const [, name] = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? []
    if (name === undefined || dev || link) return []
    return [{ name, version, licence: saidLicence(name, license) }]
  })
}

async function main(): Promise<number> {
  readCommandLine({
    run: 'npm run audit:licences --',
    summary: 'Lists the licences of all that ships; fails on one that is not agreed to.',
    options: {},
    examples: ['npm run audit:licences'],
    exitCodes: { 1: 'a licence is unknown or not agreed to' },
  })
  const lock = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8'))
  const packages = shippedPackages(lock)
  const faults = licenceFaults(packages)
  process.stdout.write(tableOf(packages))
  for (const fault of faults) process.stderr.write(`not agreed to: ${fault}\n`)
  process.stdout.write(
    `${packages.length} packages ship, ${faults.length} with a licence not agreed to\n`,
  )
  return faults.length === 0 ? 0 : 1
}

if (import.meta.main) await runCommand(main)
