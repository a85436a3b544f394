import { createHash } from 'node:crypto'
import {
  type NewMovement,
  ReservationOutcome,
  type StockLine,
  type StockMovement,
} from '@comptoir/contracts/inventory/schemas'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { Logger } from '@comptoir/service/observability/log'
import { type Refusal, refuse } from '@comptoir/service/problems/refusal'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { createScripts, type RunScript } from './scripts.ts'
import { type Item, StoredItem, sumLines } from './stock.ts'

/** The service's event log. It is also the hash tag of every stock key: a script needs them all in one slot. */
export const logKey = 'log:inventory'
/** Set while the stock is there: scripts refuse to decide anything without it. */
export const begunKey = `{${logKey}}:begun`
const movementsKey = (sku: string) => `{${logKey}}:movements:${sku}`

const SetOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.enum(['created', 'changed', 'unchanged']), item: StoredItem }),
  z.object({ outcome: z.literal('not_found') }),
  z.object({ outcome: z.literal('precondition_failed') }),
])
const MoveOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('moved'), movementId: z.string(), item: StoredItem }),
  z.object({ outcome: z.literal('short'), item: StoredItem }),
  z.object({ outcome: z.literal('not_found') }),
  z.object({ outcome: z.literal('key_reused') }),
])
const RestockOutcome = z.object({
  returnId: z.string(),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int() })).default([]),
})
const StoredMovement = z.object({
  type: z.enum(['receipt', 'sale', 'return', 'adjustment', 'loss']),
  quantity: z.coerce.number().int(),
  onHand: z.coerce.number().int(),
  reason: z.string(),
  actor: z.string(),
  reference: z.string(),
})

type Hold = { reservationId: string; orderId: string; lines: readonly StockLine[] }

type Restock = { returnId: string; orderId: string; lines: readonly StockLine[] }
type Amendment = { reservationId: string; number: number; lines: readonly StockLine[] }

type ItemChange = {
  onHand?: number
  lowThreshold?: number | undefined
  /** `insert` leaves an item that exists as it is; `update` refuses one that does not. */
  mode: 'upsert' | 'insert' | 'update'
  ifVersion?: number | undefined
  actor: string
  reason: string
}
type MovementRequest = NewMovement & { sku: string; actor: string; idempotencyKey: string }

export type Stock = ReturnType<typeof createStock>

const written = ({ reservationId, orderId, lines }: Hold) =>
  [reservationId, orderId, JSON.stringify(sumLines(lines))] as const

/** Stock and reservations in Redis: one script per operation, so each is serial, atomic, and leaves with its events. */
export function createStock(redis: Redis) {
  const run = createScripts(redis, logKey)
  const parse = <T>(schema: z.ZodType<T>, text: unknown): T =>
    schema.parse(JSON.parse(String(text)))
  const outcome = async (answer: Promise<unknown>) => parse(ReservationOutcome, await answer)

  async function readItems(skus: readonly string[]): Promise<Item[]> {
    const items = z.array(z.string()).parse(await run('read-items', JSON.stringify(skus)))
    return items.map((item) => parse(StoredItem, item))
  }

  async function readItem(sku: string): Promise<Item> {
    const [item] = await readItems([sku])
    if (!item) throw unknownItem(sku)
    return item
  }

  async function setItem(sku: string, change: ItemChange) {
    const result = parse(SetOutcome, await run('set-item', sku, JSON.stringify(change)))
    if (result.outcome === 'not_found') throw unknownItem(sku)
    if (result.outcome === 'precondition_failed') throw refuse('precondition_failed')
    return result
  }

  async function move(request: MovementRequest): Promise<StockMovement> {
    const { sku, type, quantity, reason, actor, reference } = request
    const movement = JSON.stringify({ type, quantity, reason, actor, reference })
    const fingerprint = createHash('sha256').update(`${sku}\n${movement}`).digest('hex')
    const key = `${actor}:${request.idempotencyKey}`
    const result = parse(MoveOutcome, await run('move', sku, movement, key, fingerprint))
    if (result.outcome === 'not_found') throw unknownItem(sku)
    if (result.outcome === 'key_reused') throw refuse('idempotency_key_reused')
    if (result.outcome === 'short') throw tooFew(result.item, quantity)
    const { onHand } = result.item
    return { ...madeOf(result.movementId), sku, type, quantity, onHand, reason, actor, reference }
  }

  return {
    reserve: (hold: Hold & { holdSeconds: number }) =>
      outcome(run('reserve', ...written(hold), hold.holdSeconds * 1000)),
    secure: (hold: Hold) => outcome(run('secure', ...written(hold))),
    commit: (reservationId: string) => outcome(run('commit', reservationId)),
    amend: (amendment: Amendment) => outcome(amend(run, amendment)),
    release: (reservationId: string, orderId: string) =>
      outcome(run('release', reservationId, orderId)),
    restock: (goods: Restock) => restock(run, goods),
    readReservation: (reservationId: string) => outcome(run('read-reservation', reservationId)),
    sweep: async (limit: number) => Number(await run('sweep', limit)),
    readItem,
    readItems,
    setItem,
    move,
    movements: (sku: string, page: MovementPage) => listMovements(redis, sku, page),
  }
}

const amend = (run: RunScript, { reservationId, number, lines }: Amendment) =>
  run('amend', reservationId, number, JSON.stringify(sumLines(lines)))

const sweepLimit = 100

/** Gives back what ran out, with its events; any number of replicas may do it. */
export function startSweeper(options: { stock: Stock; log: Logger; everyMs: number }): Stop {
  const { stock, log, everyMs } = options
  async function run(signal: AbortSignal) {
    while ((await stock.sweep(sweepLimit)) === sweepLimit && !signal.aborted);
  }
  return repeat({ name: 'stock sweeper', everyMs, log, run })
}

/** Puts returned goods on the shelf again, once per return; answers what was put there. */
async function restock(run: RunScript, { returnId, orderId, lines }: Restock) {
  const answer = await run('restock', returnId, orderId, JSON.stringify(sumLines(lines)))
  return RestockOutcome.parse(JSON.parse(String(answer)))
}

type MovementPage = { limit: number; cursor?: string | undefined }

/** Movements of an item, newest first. */
async function listMovements(redis: Redis, sku: string, { limit, cursor }: MovementPage) {
  if (cursor !== undefined && !/^\d+-\d+$/.test(cursor)) {
    throw refuse('invalid_request', 'the cursor is not one of ours')
  }
  const from = cursor === undefined ? '+' : `(${cursor}`
  const entries = await redis.xrevrange(movementsKey(sku), from, '-', 'COUNT', limit + 1)
  const items = entries.slice(0, limit).map(([movementId, fields]) => ({
    ...madeOf(movementId),
    sku,
    ...StoredMovement.parse(fieldsOf(fields)),
  }))
  const last = entries.length > limit ? items.at(-1) : undefined
  return { items, ...(last && { nextCursor: last.movementId }) }
}

/** When a movement was: its id begins with the milliseconds, by the clock that numbers the stream. */
function madeOf(movementId: string): { movementId: string; at: string } {
  return { movementId, at: new Date(Number.parseInt(movementId, 10)).toISOString() }
}

/** The fields of a stream entry: names and values in turns. */
export function fieldsOf(flat: readonly string[]): Record<string, string> {
  const fields: [name: string, value: string][] = []
  for (let index = 0; index + 1 < flat.length; index += 2) {
    fields.push([flat[index] ?? '', flat[index + 1] ?? ''])
  }
  return Object.fromEntries(fields)
}

const unknownItem = (sku: string): Refusal => refuse('not_found', `no stock item ${sku}`)

function tooFew(item: Item, quantity: number): Refusal {
  const shortage = { sku: item.sku, requested: -quantity, available: Math.max(0, item.onHand) }
  return refuse('out_of_stock', 'less is on hand', { extensions: { shortages: [shortage] } })
}
