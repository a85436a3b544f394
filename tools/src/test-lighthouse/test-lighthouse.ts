// Lighthouse on pages of the storefront of a shop that runs: a phone with a slow network, three runs a page.
import { loadavg } from 'node:os'
import { services } from '@comptoir/contracts/topology'
import { runTool } from '../../test/checks/check-runner.ts'
import { browserArguments, findBrowser } from '../provision/chromium.ts'
import { readCommandLine } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { categories, type Measured, medianOf, readReport, scoreFaults } from './scores.ts'
import { cookiesWithCart } from './visitor.ts'

const command = {
  run: 'npm run test:lighthouse --',
  summary:
    'Measures pages of the storefront with Lighthouse, the cart and the checkout with a product.',
  options: {
    url: {
      type: 'string',
      value: 'URL',
      help: `where the storefront is; default: http://localhost:${services.storefront.port}`,
    },
    runs: { type: 'string', value: 'NUMBER', help: 'of each page, the median counts; default: 3' },
  },
  examples: [
    'npm start -- --detach && npm run test:lighthouse',
    'npm run test:lighthouse -- --url https://shop.example --runs 1',
  ],
  exitCodes: { 1: 'a page has too few points' },
  notes: 'What else runs on the machine counts: measure alone.',
} as const

type Page = { readonly path: string; readonly hasCart?: true }

const product = '/fr/p/mug-gres'
const pages: Readonly<Record<string, Page>> = {
  home: { path: '/fr' },
  category: { path: '/fr/c/maison' },
  product: { path: product },
  cart: { path: '/fr/cart', hasCart: true },
  checkout: { path: '/fr/checkout', hasCart: true },
}

/** What is one visitor's own is for no search engine, on purpose. */
const skippedOfVisitors = '--skip-audits=is-crawlable'

async function main(): Promise<number> {
  const { values } = readCommandLine(command)
  const site = (values.url ?? `http://localhost:${services.storefront.port}`).replace(/\/+$/, '')
  const runs = Number(values.runs ?? 3)
  process.env['CHROME_PATH'] = await findBrowser(console.log)
  console.log(`load of the machine: ${loadavg()[0]?.toFixed(1)}\n`)
  console.log(
    `${'page'.padEnd(10)}${categories.map((name) => name.padStart(16)).join('')}   LCP ms  TBT ms`,
  )
  const faults: string[] = []
  const cookies = await cookiesWithCart(site, product)
  for (const [page, { path, hasCart }] of Object.entries(pages)) {
    const asVisitor = hasCart ? [skippedOfVisitors, headersOf({ cookie: cookies })] : []
    const median = await measureOften(`${site}${path}`, asVisitor, runs)
    console.log(rowOf(page, median))
    faults.push(...scoreFaults(page, median))
  }
  for (const fault of faults) console.log(fault)
  return faults.length === 0 ? 0 : 1
}

const headersOf = (headers: object) => `--extra-headers=${JSON.stringify(headers)}`

async function measureOften(url: string, more: readonly string[], runs: number): Promise<Measured> {
  const measured: Measured[] = []
  for (let run = 0; run < runs; run++) measured.push(await measure(url, more))
  const median = medianOf(measured)
  if (!median) throw new UserError('nothing was measured')
  return median
}

async function measure(url: string, more: readonly string[]): Promise<Measured> {
  const flags = `--chrome-flags=${['--headless=new', ...browserArguments].join(' ')}`
  const only = `--only-categories=${categories.join(',')}`
  const args = [url, '--output=json', '--quiet', only, flags, ...more]
  const { code, output } = await runTool('lighthouse', args)
  const at = output.indexOf('{\n')
  if (code !== 0 || at < 0)
    throw new UserError(`Lighthouse could not measure ${url}:\n${output.slice(-1_000)}`)
  return readReport(output.slice(at, output.lastIndexOf('}') + 1))
}

function rowOf(page: string, { scores, largestPaintMs, blockedMs }: Measured): string {
  const points = categories.map((name) => String(scores[name]).padStart(16)).join('')
  return `${page.padEnd(10)}${points}${String(largestPaintMs).padStart(9)}${String(blockedMs).padStart(8)}`
}

await runCommand(main)
