import type { Order, OrderOverview } from '@comptoir/contracts/orders/view'
import type { OrderTimeline } from '@comptoir/contracts/platform/operations'
import { readCommandLine, shopHelp, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { openShop } from '../shop/running-shop.ts'
import type { ShopApi } from '../shop/shop-api.ts'
import { timelineText } from './timeline-text.ts'

const command = {
  run: 'npm run trace --',
  positionals: 'ORDER',
  summary:
    'Tells the timeline of an order, by its number or id: its history, its events with their positions in the\n' +
    'logs and who handled them when, the steps of its workflows with times and failures, its trace.',
  options: {
    json: { type: 'boolean', default: false, help: 'all that is known, as JSON' },
    url: { type: 'string', value: 'URL', help: shopHelp },
  },
  examples: ['npm run trace -- CO-2026-000001', 'npm run trace -- ord_… --json'],
  exitCodes: { 1: 'there is no such order, or no shop answers' },
} as const

function readOptions() {
  const { values, positionals } = readCommandLine(command)
  const [order] = positionals
  if (!order || positionals.length > 1) throw usageError(command, 'Say which order')
  return { ...values, order }
}

async function main(): Promise<undefined> {
  const options = readOptions()
  const { shop } = openShop(options.url)
  const order = await findOrder(shop, options.order)
  const since = encodeURIComponent(order.placedAt)
  const path = `/api/operations/orders/${order.orderId}/timeline?since=${since}`
  const { body: timeline } = await shop<OrderTimeline>(`GET ${path}`)
  const text = options.json ? JSON.stringify({ order, ...timeline }) : timelineText(order, timeline)
  process.stdout.write(`${text}\n`)
}

async function findOrder(shop: ShopApi, name: string): Promise<Order> {
  const operation = `GET /api/orders?q=${encodeURIComponent(name)}`
  const found = await shop<{ items: OrderOverview[] }>(operation)
  const orderId = found.body.items[0]?.orderId
  if (!orderId) throw new UserError(`There is no order ${name}.`)
  return (await shop<Order>(`GET /api/orders/${orderId}`)).body
}

await runCommand(main)
