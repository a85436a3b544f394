import type { DeadLetter } from '@comptoir/contracts/platform/dead-letters'
import { readCommandLine, shopHelp } from '../runner/screen/command-line.ts'
import { table } from '../runner/screen/table.ts'
import { runCommand } from '../runner/screen/user-error.ts'
import { openShop } from '../shop/running-shop.ts'
import { type ShopApi, ShopProblem } from '../shop/shop-api.ts'

const command = {
  run: 'npm run dead-letters --',
  summary: 'Lists the events that a service could not handle.',
  options: {
    replay: { type: 'boolean', default: false, help: 'hand them to their handlers again' },
    url: { type: 'string', value: 'URL', help: shopHelp },
  },
  examples: ['npm run dead-letters', 'npm run dead-letters -- --replay'],
  exitCodes: { 1: 'some are left, or a service does not answer' },
} as const

type Letter = DeadLetter & { service: string }
type Letters = { items: Letter[]; silent: string[] }

async function main(): Promise<number> {
  const { replay, url } = readCommandLine(command).values
  const { shop } = openShop(url)
  const { body } = await shop<Letters>('GET /api/operations/dead-letters')
  const outcome = async (letter: Letter) => (replay ? await replayOne(shop, letter) : letter.reason)
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

async function replayOne(shop: ShopApi, { service, id }: Letter): Promise<string> {
  const path = `/api/operations/dead-letters/${service}/${encodeURIComponent(id)}/replay`
  try {
    await shop(`POST ${path}`)
    return 'handled'
  } catch (error) {
    if (error instanceof ShopProblem) return error.message
    throw error
  }
}

await runCommand(main)
