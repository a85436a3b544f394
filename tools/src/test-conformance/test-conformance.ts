// What the documents rely on, of a store: `npm run test:conformance -- --store postgresql --url postgres://…`.
import { runTool } from '../../test/checks/check-runner.ts'
import { readCommandLine } from '../runner/screen/command-line.ts'
import { runCommand } from '../runner/screen/user-error.ts'

const command = {
  run: 'npm run test:conformance --',
  summary: 'Tests what the documents rely on, of a state store, through a real sidecar.',
  options: {
    store: {
      type: 'string',
      value: 'NAME',
      help: 'redis (default), postgresql, mysql, sqlite, in-memory, mongodb',
    },
    url: {
      type: 'string',
      value: 'URL',
      help: 'the server: postgres://user:password@host:port/database (redis: one is started)',
    },
    name: { type: 'string', short: 't', value: 'WORDS', help: 'only tests with these words' },
  },
  examples: [
    'npm run test:conformance -- --store sqlite',
    'npm run test:conformance -- --store mysql --url mysql://shop:secret@127.0.0.1:3306/shop',
  ],
  exitCodes: { 1: 'something failed' },
  notes: 'What is written stays in the server: give it a database of its own.',
} as const

async function main(): Promise<number> {
  const { values } = readCommandLine(command, process.argv.slice(2))
  process.env['CONFORMANCE_STORE'] = values.store ?? 'redis'
  if (values.url !== undefined) process.env['CONFORMANCE_URL'] = values.url
  const only = values.name === undefined ? [] : ['-t', values.name]
  const args = ['run', '--project', 'conformance', ...only]
  return (await runTool('vitest', args, { show: true })).code
}

await runCommand(main)
