import { inspect } from 'node:util'
import { readCommandLine, shopHelp, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { findShop, findStaff } from '../shop/running-shop.ts'
import { createShopApi, ShopProblem } from '../shop/shop-api.ts'
import { asStaff } from '../shop/staff-session.ts'
import { type Around, LeftOut, type SmokeTest } from './around.ts'
import { cart } from './cart.ts'
import { catalogue } from './catalogue.ts'
import { invoice } from './invoice.ts'
import { type SmokeName, smokeTests } from './names.ts'
import { operations } from './operations.ts'
import { order } from './order.ts'
import { parcel } from './parcel.ts'
import { reconcileBooks } from './reconcile.ts'
import { refusedPayment } from './refused-payment.ts'
import { signIn } from './sign-in.ts'
import { stock } from './stock.ts'

const tests: Readonly<Record<SmokeName, SmokeTest>> = {
  'sign-in': signIn,
  catalogue,
  stock,
  cart,
  order,
  'refused-payment': refusedPayment,
  invoice,
  parcel,
  operations,
  reconcile: reconcileBooks,
}
const names = Object.keys(tests) as SmokeName[]

const command = {
  run: 'npm run smoke --',
  summary: `Uses each capability of a running shop once, as a client does: ${names.join(', ')}.`,
  options: {
    url: { type: 'string', value: 'URL', help: shopHelp },
    only: { type: 'string', value: 'NAME', help: 'one of them' },
    ledger: { type: 'string', value: 'URL', help: "the provider's ledger, for reconcile" },
  },
  examples: [
    'npm run smoke -- --url http://localhost:8080 --ledger http://localhost:9100',
    'npm run smoke -- --only order',
  ],
  exitCodes: { 1: 'a capability does not work' },
  notes:
    'STAFF_EMAIL and STAFF_PASSWORD say who acts as staff. It makes accounts and orders, which are paid by test cards.\n' +
    'Without --ledger, reconcile is left out; refused-payment too where every card is taken (no SIMULATOR_TEST_CASES=on).',
} as const

async function main(): Promise<number> {
  const { only, url, ledger } = readCommandLine(command).values
  const chosen = names.filter((name) => only === undefined || name === only)
  if (chosen.length === 0) throw usageError(command, `No ${only}; there are: ${names.join(', ')}`)
  const gatewayUrl = findShop(url)
  const shop = createShopApi(gatewayUrl)
  const around = { gatewayUrl, shop, staff: asStaff(shop, findStaff()), ledgerUrl: ledger }
  let failed = 0
  for (const name of chosen) {
    if (only === undefined && smokeTests[name] === 'ledger' && !ledger) continue
    failed += (await passes(name, around, only !== undefined)) ? 0 : 1
  }
  return failed === 0 ? 0 : 1
}

async function passes(name: SmokeName, around: Around, isAsked: boolean): Promise<boolean> {
  const since = performance.now()
  try {
    await tests[name](around)
    console.log(`ok    ${name} ${((performance.now() - since) / 1000).toFixed(1)} s`)
    return true
  } catch (error) {
    if (error instanceof LeftOut && !isAsked) {
      console.log(`left out  ${name}: ${error.message}`)
      return true
    }
    const isKnown = error instanceof UserError || error instanceof ShopProblem
    console.log(`FAIL  ${name}: ${isKnown ? error.message : inspect(error)}`)
    return false
  }
}

await runCommand(main)
