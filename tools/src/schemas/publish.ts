import { allEvents } from '../resources/topic-scopes.ts'
import { checkout } from '../runner/plan/layout.ts'
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { table } from '../runner/screen/table.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { readHistory, unreleased } from './history.ts'
import { type Published, publishSchemas, strangers } from './publish-schemas.ts'
import { connectRegistry } from './registry.ts'
import { todaysSchemas } from './todays-schemas.ts'

const command = {
  run: 'npm run schemas:publish --',
  summary: 'Registers the released schemas of all events in a schema registry.',
  options: {
    registry: {
      type: 'string',
      value: 'URL',
      help: "the registry, by Confluent's API; of an Apicurio: http://HOST:8080/apis/ccompat/v7",
    },
  },
  examples: ['npm run schemas:publish -- --registry http://127.0.0.1:8081/apis/ccompat/v7'],
  exitCodes: { 1: 'the registry refused a schema, or does not answer' },
  notes: 'SCHEMA_REGISTRY_AUTH=user:password signs in to the registry.',
} as const

async function main(): Promise<number> {
  const { registry: url } = readCommandLine(command).values
  if (url === undefined) throw usageError(command, 'Where is the registry? --registry URL')
  const history = readHistory(checkout)
  const fresh = unreleased(todaysSchemas(), history)
  if (fresh.length > 0)
    throw new UserError(`Not released yet: ${fresh.join(', ')}\nFirst: npm run schemas:release`)
  const registry = connectRegistry(url, process.env['SCHEMA_REGISTRY_AUTH'])
  const published = await publishSchemas(registry, allEvents, history)
  return report(published, strangers(await registry.subjects(), history))
}

function report(published: readonly Published[], unknown: readonly string[]): number {
  const counts = { registered: 0, unchanged: 0, refused: 0 }
  for (const { outcome } of published) counts[typeof outcome === 'object' ? 'refused' : outcome]++
  const rows = published.map(({ subject, outcome }) => [
    subject,
    typeof outcome === 'object' ? `refused: ${outcome.refused}` : outcome,
  ])
  const total = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`)
  process.stdout.write(`${table(['subject', 'outcome'], rows)}\n${total.join(', ')}\n`)
  for (const subject of unknown)
    process.stdout.write(`${subject} is in the registry, but not in the contracts\n`)
  return counts.refused === 0 ? 0 : 1
}

await runCommand(main)
