import { checkout } from '../runner/plan/layout.ts'
import { readCommandLine } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { readAcceptedChanges, readHistory, release, schemaFaults } from './history.ts'
import { todaysSchemas } from './todays-schemas.ts'

const command = {
  run: 'npm run schemas:release --',
  summary:
    "Keeps today's schemas of events as released versions, which later ones are compared with.",
  options: {},
  examples: ['npm run schemas:release'],
  exitCodes: { 1: 'a schema breaks consumers' },
} as const

async function main(): Promise<undefined> {
  readCommandLine(command)
  const [today, history] = [todaysSchemas(), readHistory(checkout)]
  const faults = schemaFaults(today, history, readAcceptedChanges(checkout))
  if (faults.length > 0) throw new UserError(`${faults.join('\n')}\nSee docs/events.md`)
  const files = release(checkout, today, history)
  process.stdout.write(files.length > 0 ? `Commit these:\n${files.join('\n')}\n` : 'Nothing new\n')
}

await runCommand(main)
