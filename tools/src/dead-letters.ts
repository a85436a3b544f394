import { parseArgs } from 'node:util'
import type { DeadLetter } from '@comptoir/contracts/dead-letters'
import { table } from './runner/table.ts'
import { runCommand, Trouble } from './runner/trouble.ts'
import { findShop, findStaff } from './shop/running-shop.ts'
import { createShopApi, type ShopApi, ShopProblem } from './shop/shop-api.ts'
import { createStaffSession } from './shop/staff-session.ts'

const usage = `npm run dead-letters -- [--replay] [--url URL]
Lists the events that a service could not handle; --replay hands them to their handlers again.`

const flags = { replay: { type: 'boolean', default: false }, url: { type: 'string' } } as const

type Letter = DeadLetter & { service: string }
type Letters = { items: Letter[]; silent: string[] }

function readOptions() {
  try {
    return parseArgs({ args: process.argv.slice(2), options: flags }).values
  } catch {
    throw new Trouble(usage)
  }
}

async function main(): Promise<number> {
  const { replay, url } = readOptions()
  const shop = createShopApi(findShop(url))
  const token = await createStaffSession(shop, findStaff())()
  const { body } = await shop<Letters>('GET /api/operations/dead-letters', { token })
  const outcome = async (letter: Letter) =>
    replay ? await replayOne(shop, letter, token) : letter.reason
  const rows: string[][] = []
  for (const letter of body.items) {
    const { service, event } = letter
    rows.push([service, event.type, event.id, await outcome(letter)])
  }
  process.stdout.write(`${table(['service', 'event', 'id', replay ? 'now' : 'reason'], rows)}\n`)
  if (body.silent.length > 0) process.stdout.write(`Does not answer: ${body.silent.join(', ')}\n`)
  const left = replay ? rows.filter((row) => row[3] !== 'handled') : rows
  return left.length + body.silent.length === 0 ? 0 : 1
}

async function replayOne(shop: ShopApi, { service, id }: Letter, token: string): Promise<string> {
  const path = `/api/operations/dead-letters/${service}/${encodeURIComponent(id)}/replay`
  try {
    await shop(`POST ${path}`, { token })
    return 'handled'
  } catch (error) {
    if (error instanceof ShopProblem) return error.message
    throw error
  }
}

await runCommand(main)
