import { allEvents } from '../resources/topic-scopes.ts'
import { checkout } from '../runner/plan/layout.ts'
import { readCommandLine } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { readAcceptedChanges, readHistory, schemaFaults, unreleased } from './history.ts'
import { registryFaults } from './publish-schemas.ts'
import { connectRegistry } from './registry.ts'
import { todaysSchemas } from './todays-schemas.ts'

const command = {
  run: 'npm run schemas:check --',
  summary: 'Refuses changes of events that break consumers, compared with every released version.',
  options: {
    registry: { type: 'string', value: 'URL', help: 'a schema registry to ask, too' },
  },
  examples: [
    'npm run schemas:check',
    'npm run schemas:check -- --registry http://127.0.0.1:8081/apis/ccompat/v7',
  ],
  exitCodes: { 1: 'a change breaks consumers, or no registry answers' },
  notes: 'SCHEMA_REGISTRY_AUTH=user:password signs in to the registry.',
} as const

async function main(): Promise<undefined> {
  const { registry: url } = readCommandLine(command).values
  const [today, history] = [todaysSchemas(), readHistory(checkout)]
  const faults = schemaFaults(today, history, readAcceptedChanges(checkout))
  if (url !== undefined) {
    const registry = connectRegistry(url, process.env['SCHEMA_REGISTRY_AUTH'])
    faults.push(...(await registryFaults(registry, allEvents, today)))
  }
  if (faults.length > 0)
    throw new UserError(`${faults.join('\n')}\nHow to change an event: docs/events.md`)
  const fresh = unreleased(today, history)
  const note = fresh.length > 0 ? `; not released yet: ${fresh.join(', ')}` : ''
  process.stdout.write(`${today.size} schemas of events break no consumer${note}\n`)
}

await runCommand(main)
