import { readFileSync, writeFileSync } from 'node:fs'
import type { ChainCheck } from '@comptoir/contracts/admin/audit'
import { auditedServices } from '@comptoir/contracts/subscriptions'
import { z } from 'zod'
import { readCommandLine, shopHelp, usageError } from '../runner/screen/command-line.ts'
import { table } from '../runner/screen/table.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { openShop } from '../shop/running-shop.ts'
import { Ends, verifyWith } from './verify.ts'

const endsHelp = 'ends of chains that were saved before: what they cover must still be as it was'
const command = {
  run: 'npm run audit --',
  positionals: 'verify',
  summary: 'Computes every hash of the audit log again, and says where a chain does not hold.',
  options: {
    ends: { type: 'string', value: 'FILE', help: endsHelp },
    save: { type: 'string', value: 'FILE', help: 'where the ends of the chains are written' },
    url: { type: 'string', value: 'URL', help: shopHelp },
  },
  examples: [
    'npm run audit -- verify',
    'npm run audit -- verify --ends ends.json --save ends.json',
  ],
  exitCodes: { 1: 'a chain does not hold, or the shop does not answer' },
  notes: 'STAFF_EMAIL and STAFF_PASSWORD say who asks.',
} as const

async function main(): Promise<number> {
  const { values, positionals } = readCommandLine(command)
  if (positionals.join(' ') !== 'verify') throw usageError(command, 'Say what to do: verify')
  const known: Ends = values.ends === undefined ? {} : readEnds(values.ends)
  const { shop } = openShop(values.url)
  const checks: ChainCheck[] = []
  for (const service of auditedServices)
    checks.push(await verifyWith(shop, service, known[service]))
  const rows = checks.map(({ service, sequence, hash, fault }) => {
    const said = fault ? `broken at ${fault.sequence}: ${fault.reason}` : 'holds'
    return [service, String(sequence), hash.slice(0, 12), said]
  })
  process.stdout.write(`${table(['service', 'entries', 'end', 'chain'], rows)}\n`)
  if (checks.some(({ fault }) => fault)) return 1
  if (values.save !== undefined) saveEnds(values.save, checks)
  return 0
}

function saveEnds(file: string, checks: readonly ChainCheck[]): void {
  const ends = checks.map(({ service, sequence, hash }) => [service, { sequence, hash }] as const)
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(ends), undefined, 2)}\n`)
}

function readEnds(file: string): Ends {
  try {
    return Ends.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError)
      throw new UserError(`${file} has no ends of chains: --save writes them`)
    throw new UserError(`${file} cannot be read`)
  }
}

await runCommand(main)
