import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { portsAt } from '../runner/plan/ports.ts'
import { runningNow } from '../runner/process/run-file.ts'
import { readCommandLine } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { rebuildIndexes } from './rebuild-indexes.ts'
import { openRunningStores } from './running-stores.ts'

const command = {
  run: 'npm run reindex --',
  summary:
    'Makes all indexes of the shop that runs here again, from all documents that its store holds, and waits for the end.',
  options: {},
  examples: ['npm run reindex'],
  exitCodes: { 1: 'no shop runs here, or a service did not end within half an hour' },
  notes:
    'The shop goes on meanwhile. Documents that the roster does not list are listed first. POSTGRESQL_URL and MYSQL_URL\n' +
    'must name what the shop was started with.',
} as const

async function main(): Promise<undefined> {
  readCommandLine(command)
  const layout = layoutOf(checkout)
  const run = runningNow(layout.runFile)
  if (!run?.ready) throw new UserError('Comptoir does not run here; start it: npm start')
  const ports = portsAt(run.portOffset)
  const say = (text: string) => void process.stdout.write(`${text}\n`)
  const stores = await openRunningStores({ layout, ports, run })
  try {
    await rebuildIndexes(stores, { store: run.store, say })
  } finally {
    stores.close()
  }
}

await runCommand(main)
