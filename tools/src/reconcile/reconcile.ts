import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { portsAt } from '../runner/plan/ports.ts'
import { keptSecrets } from '../runner/plan/secrets.ts'
import { runningNow } from '../runner/process/run-file.ts'
import { readCommandLine, shopHelp, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { findAdmin, openShop } from '../shop/running-shop.ts'
import type { ShopApi } from '../shop/shop-api.ts'
import { everyNight } from './nightly-schedule.ts'
import { simulatorLedger } from './provider-books.ts'
import type { Reconciliation } from './reconcile-books.ts'
import { recordRun } from './record.ts'
import { reportOf } from './report.ts'
import { reconcile } from './run.ts'

const graceHelp = 'orders that changed less than so long ago are not judged; default: 60'
const ledgerHelp = "the provider's ledger; default: the payment simulator beside that shop"
const alertHelp = 'where the result is posted as JSON when something does not agree'
const command = {
  run: 'npm run reconcile --',
  summary:
    'Holds every order against the payment provider, stock, invoices, parcels, returns and event logs.',
  options: {
    json: { type: 'boolean', default: false, help: 'the result as JSON' },
    grace: { type: 'string', value: 'SECONDS', default: '60', help: graceHelp },
    url: { type: 'string', value: 'URL', help: shopHelp },
    ledger: { type: 'string', value: 'URL', help: ledgerHelp },
    nightly: {
      type: 'string',
      value: 'HH:MM',
      help: 'go on running, once each night at this time',
    },
    'alert-url': { type: 'string', value: 'URL', help: alertHelp },
  },
  examples: ['npm run reconcile', 'npm run reconcile -- --nightly 03:00 --alert-url https://…'],
  exitCodes: { 1: 'something does not agree, or somebody does not answer' },
  notes:
    'STAFF_EMAIL and STAFF_PASSWORD say who asks, COMPTOIR_LEDGER_URL and STRIPE_SECRET_KEY whose ledger;\n' +
    'PAYMENT_DEADLINE_SECONDS what the shop was started with.',
} as const

function readOptions() {
  const { values } = readCommandLine(command)
  const graceSeconds = Number(values.grace)
  if (!(graceSeconds >= 0)) throw usageError(command, '--grace takes a number of seconds')
  if (values.nightly && !/^([01]?\d|2[0-3]):[0-5]\d$/.test(values.nightly))
    throw usageError(command, '--nightly takes a time, for example 03:00')
  return { ...values, graceSeconds }
}

function findLedger(): string {
  const { COMPTOIR_LEDGER_URL: given } = process.env
  if (given) return given.replace(/\/+$/, '')
  const run = runningNow(layoutOf(checkout).runFile)
  if (!run)
    throw new UserError(
      "Say where the payment provider's ledger is: --ledger URL, or COMPTOIR_LEDGER_URL",
    )
  const { simulator, paypal } = portsAt(run.portOffset)
  return [simulator, paypal].map((port) => `http://127.0.0.1:${port}`).join(',')
}

function stripeKey(): string {
  const { STRIPE_SECRET_KEY: given } = process.env
  const key = given || keptSecrets(layoutOf(checkout).secretsFile).stripeSecretKey
  if (!key) throw new UserError("Say what opens the provider's ledger: STRIPE_SECRET_KEY")
  return key
}

async function alert(url: string | undefined, result: Reconciliation): Promise<void> {
  if (url === undefined || result.discrepancies.length === 0) return
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ alert: 'reconciliation', ...result }),
    signal: AbortSignal.timeout(10_000),
  })
  if (!answer.ok) throw new UserError(`The alert was not taken: ${url} answers ${answer.status}`)
}

/** The result stands on the screen already: a shop that does not take it is no reason to call the books wrong. */
async function tellShop(shop: ShopApi, result: Reconciliation): Promise<void> {
  await recordRun(shop, result).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    process.stderr.write(`The shop did not keep the result: ${why}\n`)
  })
}

async function main(): Promise<number> {
  const options = readOptions()
  // what an administrator alone may do: the shop keeps the result
  const { url, shop } = openShop(options.url, findAdmin)
  const readLedger = simulatorLedger(options.ledger ?? findLedger(), stripeKey())
  const sources = { shop, readLedger }
  const limits = {
    graceSeconds: options.graceSeconds,
    paymentDeadlineSeconds: Number(process.env['PAYMENT_DEADLINE_SECONDS'] ?? 1_800),
  }

  async function once(): Promise<number> {
    const result = await reconcile(sources, limits)
    const text = options.json ? JSON.stringify(result, undefined, 2) : reportOf(result, url)
    process.stdout.write(`${text}\n`)
    await alert(options['alert-url'], result)
    await tellShop(shop, result)
    return result.discrepancies.length === 0 ? 0 : 1
  }

  return options.nightly ? await everyNight(options.nightly, once) : await once()
}

await runCommand(main)
