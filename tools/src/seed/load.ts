import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoPeople } from '../runner/plan/secrets.ts'
import { missingPage } from '../runner/process/health.ts'
import { readCommandLine, shopHelp } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { findShop, findStaff } from '../shop/running-shop.ts'
import { seedDemoShop } from './seed.ts'

const longestWaitMs = 300_000

const command = {
  run: 'node tools/src/seed/load.ts',
  summary:
    'Loads the demo shop through the public API, once the shop is ready; what is there already is left as it is.',
  options: { url: { type: 'string', value: 'URL', help: shopHelp } },
  examples: ['node tools/src/seed/load.ts --url http://localhost:8080'],
  exitCodes: { 1: 'the shop is not ready, or refuses' },
  notes:
    'STAFF_EMAIL and STAFF_PASSWORD say who asks, VENDOR_PASSWORD with what the demo vendor signs in.',
} as const

async function main(): Promise<undefined> {
  const { values } = readCommandLine(command)
  const gatewayUrl = findShop(values.url)
  await awaitShop(gatewayUrl)
  const progress = (text: string) => process.stderr.write(`${text}\n`)
  const people = { vendor: { email: demoPeople.vendor, password: vendorPassword() } }
  await seedDemoShop({ gatewayUrl, admin: findStaff(), people, progress })
}

/** As given, or one that nobody knows: the link in a mail about a forgotten password sets another. */
const vendorPassword = () => process.env['VENDOR_PASSWORD'] || randomBytes(18).toString('base64url')

/** Waits until the shop answers: its gateway, and the services behind it. */
async function awaitShop(url: string): Promise<void> {
  const deadline = performance.now() + longestWaitMs
  for (;;) {
    const pages = ['/readyz', '/api/products', '/.well-known/jwks.json']
    const missing = await Promise.all(pages.map((page) => missingPage(`${url}${page}`)))
    if (missing.every((why) => why === undefined)) return
    if (performance.now() > deadline) throw new UserError(`${url} is not ready after 5 minutes`)
    await sleep(1_000)
  }
}

await runCommand(main)
