// The tests that use a whole shop, by the name of their vitest project: `npm run test:faults`, `npm run test:soak` …
import { lookUp } from '@comptoir/contracts/look-up'
import { runTool } from '../../test/checks/check-runner.ts'
import { elsewhereNotes, readCommandLine } from '../runner/screen/command-line.ts'
import { runCommand } from '../runner/screen/user-error.ts'

const summaries: Readonly<Record<string, string>> = {
  faults:
    'Breaks one thing after the other in a running shop: all drills, or those of the files named.',
  attack: 'Attacks a shop for a minute each (ATTACK_SECONDS) while a bystander uses it.',
  soak: 'Half an hour of orders with a kill each minute (SOAK_MINUTES, SOAK_ORDERS_PER_SECOND).',
  fuzz: 'Sends whatever its contract allows and forbids to every operation (FUZZ_SECONDS).',
}

async function main(): Promise<number> {
  const [project = '', ...argv] = process.argv.slice(2)
  const command = {
    run: `npm run test:${project} --`,
    summary: lookUp(summaries, project) ?? `The tests of ${project}.`,
    positionals: '[FILE…]',
    options: {
      url: { type: 'string', value: 'URL', help: 'a shop that runs elsewhere; default: its own' },
      broker: { type: 'string', value: 'NAME', help: 'what its own shop carries events with' },
      store: { type: 'string', value: 'NAME', help: 'what its own shop keeps documents in' },
      name: { type: 'string', short: 't', value: 'WORDS', help: 'only tests with these words' },
    },
    examples: [`npm run test:${project}`, `npm run test:${project} -- --url https://shop.example`],
    exitCodes: { 1: 'something failed' },
    notes: elsewhereNotes,
  } as const
  const { values, positionals } = readCommandLine(command, argv)
  if (values.url !== undefined) process.env['COMPTOIR_URL'] = values.url
  if (values.broker !== undefined) process.env['COMPTOIR_BROKER'] = values.broker
  if (values.store !== undefined) process.env['COMPTOIR_STORE'] = values.store
  const only = values.name === undefined ? [] : ['-t', values.name]
  const args = ['run', '--project', project, ...only, ...positionals]
  return (await runTool('vitest', args, { show: true })).code
}

await runCommand(main)
