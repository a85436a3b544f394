import { lookUp } from '@comptoir/contracts/look-up'
import { readCommandLine, shopHelp, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { fillGuestCart, searchStock, variantInStock } from '../shop/demo-shopper.ts'
import { findShop } from '../shop/running-shop.ts'
import { createShopApi, type ShopApi } from '../shop/shop-api.ts'
import { tellEditStory } from './edit-story.ts'
import { tellGuestStory } from './guest-story.ts'
import { tellPayPalStory } from './paypal-story.ts'
import { tellPeopleStory } from './people/people-story.ts'
import type { Scene } from './purchase.ts'
import { tellReturnStory } from './return-story.ts'
import { tellShopperStory } from './shopper-story.ts'
import { priceOf, print, seconds, step } from './telling.ts'

/** Each tells itself to its end and answers what became of it. */
const stories: Readonly<Record<string, (scene: Scene) => Promise<string>>> = {
  shopper: tellShopperStory,
  guest: tellGuestStory,
  return: tellReturnStory,
  edit: tellEditStory,
  paypal: tellPayPalStory,
  people: tellPeopleStory,
}
/** What they look for, where it is not a blue mug. */
const queries: Readonly<Record<string, string>> = { people: 'corbeille' }

const codeHelp = 'a promotion code for the cart; default: WELCOME10, of the demo shop'
const queryHelp = 'what the shopper looks for; default: "mug bleu", or something of the vendor'
const storyHelp = [
  'shopper (default): from the search to the door; guest: without an account, and finds the order again;',
  'return: sends a piece back; edit: one piece more after the order; paypal: pays by PayPal;',
  'people: a vendor sells, a guest chats, buys, hears by mail, SMS and push, returns and is forgotten',
].join(' ')
const command = {
  run: 'npm run demo --',
  summary: 'Buys something as a shopper would, and shows each step until the parcel is delivered.',
  options: {
    query: { type: 'string', value: 'WORDS', help: queryHelp },
    sku: { type: 'string', value: 'SKU', help: 'what the shopper buys, whatever the search found' },
    quantity: { type: 'string', value: 'N', default: '2', help: 'how many; default: 2' },
    story: { type: 'string', value: 'STORY', default: 'shopper', help: storyHelp },
    code: { type: 'string', value: 'CODE', default: 'WELCOME10', help: codeHelp },
    url: { type: 'string', value: 'URL', help: shopHelp },
  },
  examples: ['npm run demo', 'npm run demo -- --story return', 'npm run demo -- --query "lampe"'],
  exitCodes: { 1: 'the shop does not answer, or a step failed' },
} as const

const startedAt = performance.now()

function readOptions() {
  const { values } = readCommandLine(command)
  const quantity = Number(values.quantity)
  if (!Number.isInteger(quantity) || quantity < 1)
    throw usageError(command, `--quantity takes a whole number, not "${values.quantity}"`)
  const tell = lookUp(stories, values.story)
  if (!tell) {
    const names = Object.keys(stories).join(', ')
    throw usageError(command, `--story takes one of ${names}, not "${values.story}"`)
  }
  const query = values.query ?? lookUp(queries, values.story) ?? 'mug bleu'
  return { ...values, query, quantity, tell }
}

async function main(): Promise<undefined> {
  const { quantity, code, tell, ...options } = readOptions()
  const gatewayUrl = findShop(options.url)
  const shop = createShopApi(gatewayUrl)
  const sku = await choose(shop, options)
  const cart = await step('fill a guest cart', () => fillGuestCart(shop, [{ sku, quantity }]))
  print(`cart ${cart.cartId.slice(0, 8)}…, ${priceOf(cart.totals.itemsSubtotal)}`)
  const end = await tell({ shop, gatewayUrl, cart, sku, quantity, code })
  console.log(`\n${end}, ${seconds(startedAt)} after the start.`)
}

/** Searches, and takes what is in stock: what was found first, or the SKU asked for. */
async function choose(shop: ShopApi, options: { query: string; sku?: string | undefined }) {
  const { query } = options
  const page = await step(`search "${query}"`, () => searchStock(shop, query))
  for (const { title, price } of page.items) print(`${title.fr ?? title.en}, ${priceOf(price)}`)
  if (options.sku !== undefined) return options.sku
  const [first] = page.items
  if (!first) throw new UserError(`nothing in stock for "${query}": try --query, or --sku`)
  return await variantInStock(shop, first)
}

await runCommand(main)
