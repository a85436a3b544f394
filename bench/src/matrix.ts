import { known } from '@comptoir/tools/runner/plan/choice'
import { checkout } from '@comptoir/tools/runner/plan/layout'
import { readCommandLine, usageError } from '@comptoir/tools/runner/screen/command-line'
import { runCommand } from '@comptoir/tools/runner/screen/user-error'
import { createSteps } from '../../tools/test/checks/steps.ts'
import { choicesOf, readChoices } from './matrix/choices.ts'
import { playRow } from './matrix/play-row.ts'
import { keepRow } from './matrix/results.ts'
import { type MatrixRow, tableOf } from './matrix/table.ts'

// The same orders and the same faults on each broker and each store: `npm run test:matrix`. Each row goes into
// docs/portability.md as soon as it has run.
const command = {
  run: 'npm run test:matrix --',
  summary:
    'Plays the same orders and faults on each broker and store, and writes the table of the docs.',
  options: {
    only: {
      type: 'string',
      value: 'BROKER+STORE,…',
      help: 'these choices, such as redis+sqlite,carts=redis; default: the rows of the table',
    },
    orders: { type: 'string', value: 'N', default: '400', help: 'orders of the burst' },
    single: { type: 'string', value: 'N', default: '50', help: 'orders timed one after the other' },
    'port-offset': {
      type: 'string',
      value: 'N',
      default: '16000',
      help: 'about where ports begin',
    },
  },
  examples: ['npm run test:matrix', 'npm run test:matrix -- --only kafka+postgresql --orders 100'],
  exitCodes: { 1: 'something failed' },
  notes:
    'Each row takes five to ten minutes on two cores. Parts that are missing are installed as `npm start` does.\n' +
    'Addresses such as POSTGRESQL_URL are not used: each row begins with empty parts of its own.',
} as const

async function main(): Promise<number> {
  const { values } = readCommandLine(command)
  const count = (name: 'orders' | 'single' | 'port-offset') => {
    const value = Number(values[name])
    if (Number.isInteger(value) && value > 0) return value
    throw usageError(command, `--${name} takes a whole number from 1 on, not "${values[name]}"`)
  }
  const all = { brokers: known(checkout, 'broker'), stores: known(checkout, 'store') }
  const choices = values.only === undefined ? choicesOf(all) : readChoices(values.only, all)
  const [orders, single, portOffset] = [count('orders'), count('single'), count('port-offset')]
  // a shop that runs here, or elsewhere, is not the one that is tested
  delete process.env.COMPTOIR_URL
  delete process.env.COMPTOIR_HOME
  const steps = createSteps()
  const rows: MatrixRow[] = []
  for (const choice of choices) {
    const row = await playRow(choice, { orders, single, portOffset, steps })
    keepRow(row)
    rows.push(row)
  }
  console.log(`\n${tableOf(rows)}`)
  return steps.finish()
}

await runCommand(main)
