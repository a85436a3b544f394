// The journeys of the sites in a browser, on a platform of their own with the demo shop, or on one that runs.
import { runTool } from '../../test/checks/check-runner.ts'
import { sitesConfig } from '../../test/checks/site-journeys.ts'
import { elsewhereNotes, readCommandLine } from '../runner/screen/command-line.ts'
import { runCommand } from '../runner/screen/user-error.ts'

const command = {
  run: 'npm run test:sites --',
  summary:
    'Uses the sites in Chromium as their visitors do: all journeys, or those of the files named.',
  positionals: '[FILE…]',
  options: {
    url: { type: 'string', value: 'URL', help: 'a shop that runs elsewhere; default: its own' },
    site: { type: 'string', value: 'URL', help: 'with --url: where its storefront is' },
    office: { type: 'string', value: 'URL', help: 'with --url: where its back office is' },
    name: { type: 'string', short: 't', value: 'WORDS', help: 'only tests with these words' },
  },
  examples: [
    'npm run test:sites',
    'npm run test:sites -- storefront/catalogue/browse -t search',
    'npm run test:sites -- --url https://api.shop.example --site https://shop.example',
  ],
  exitCodes: { 1: 'something failed' },
  notes: `${elsewhereNotes}\nWith COMPTOIR_URL and COMPTOIR_HOME it uses the shop that runs on this machine.`,
} as const

async function main(): Promise<number> {
  const { values, positionals } = readCommandLine(command)
  if (values.url !== undefined) process.env['COMPTOIR_URL'] = values.url
  if (values.site !== undefined)
    process.env['COMPTOIR_STOREFRONT_URL'] = values.site.replace(/\/+$/, '')
  if (values.office !== undefined)
    process.env['COMPTOIR_OFFICE_URL'] = values.office.replace(/\/+$/, '')
  const only = values.name === undefined ? [] : ['--grep', values.name]
  const args = ['test', '--config', sitesConfig, ...only, ...positionals]
  return (await runTool('playwright', args, { show: true })).code
}

await runCommand(main)
