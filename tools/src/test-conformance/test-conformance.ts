// What the shop relies on, of a state store or of a broker: `npm run test:conformance -- --broker kafka`.
import { runTool } from '../../test/checks/check-runner.ts'
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand } from '../runner/screen/user-error.ts'
import { settingsOfStores } from './settings-of-stores.ts'

const command = {
  run: 'npm run test:conformance --',
  summary: 'Tests what the shop relies on, of a state store or of a broker, through real sidecars.',
  options: {
    store: {
      type: 'string',
      value: 'NAME',
      help: 'redis (default), postgresql, mysql, sqlite, in-memory, mongodb; each of sqlite,carts=redis',
    },
    broker: {
      type: 'string',
      value: 'NAME',
      help: 'redis, jetstream, kafka, rabbitmq: one is started, as npm start does',
    },
    url: {
      type: 'string',
      value: 'URL',
      help: 'the server of the store: postgres://user:password@host:port/database (redis: one is started)',
    },
    events: {
      type: 'string',
      value: 'N',
      help: 'how many events are sent through a broker in one go (default 5000)',
    },
    name: { type: 'string', short: 't', value: 'WORDS', help: 'only tests with these words' },
  },
  examples: [
    'npm run test:conformance -- --store sqlite',
    'npm run test:conformance -- --store mysql --url mysql://shop:secret@127.0.0.1:3306/shop',
    'npm run test:conformance -- --broker kafka --events 100000',
  ],
  exitCodes: { 1: 'something failed' },
  notes:
    'What is written stays in the server of a store: give it a database of its own. A broker is started anew, and ended.',
} as const

async function main(): Promise<number> {
  const { values } = readCommandLine(command, process.argv.slice(2))
  const { broker, store, url, events, name } = values
  if (broker !== undefined && (store !== undefined || url !== undefined))
    throw usageError(command, 'Test a broker or a store: --broker goes without --store and --url')
  if (broker === undefined && events !== undefined)
    throw usageError(command, 'Events are sent through a broker: --events needs --broker')
  if (events !== undefined && !/^[1-9]\d*$/.test(events))
    throw usageError(command, '--events takes a whole number above 0')
  const only = name === undefined ? [] : ['-t', name]
  if (broker === undefined) return await runEach('conformance', only, settingsOfStores(store, url))
  return await runEach('broker-conformance', only, [brokerSettings(broker, events)])
}

/** Runs a project with each of these settings; answers the worst exit code. */
async function runEach(
  project: string,
  only: readonly string[],
  runs: readonly Readonly<Record<string, string>>[],
): Promise<number> {
  const args = ['run', '--project', project, ...only]
  let worst = 0
  for (const settings of runs)
    worst = Math.max(worst, (await runTool('vitest', args, { show: true, settings })).code)
  return worst
}

const brokerSettings = (broker: string, events = '5000') => ({
  CONFORMANCE_BROKER: broker,
  CONFORMANCE_EVENTS: events,
})

await runCommand(main)
