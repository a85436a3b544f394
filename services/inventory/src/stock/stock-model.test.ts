import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OwnStock, startOwnStock } from '../../test/own-stock.ts'
import type { Stock } from './stock-store.ts'

const skus = ['A', 'B', 'C']
let own: OwnStock
let stock: Stock

beforeAll(async () => {
  own = await startOwnStock()
  stock = own.stock
})
afterAll(() => own.stop())

const sku = fc.constantFrom(...skus)
const id = fc.constantFrom('res_1', 'res_2', 'res_3', 'res_4')
const lines = fc.array(fc.record({ sku, quantity: fc.integer({ min: 1, max: 4 }) }), {
  minLength: 1,
  maxLength: 3,
})
/** A hold of no time has run out by the next operation. */
const holdSeconds = fc.constantFrom(0, 0, 60)

const operation = fc.oneof(
  fc.record({ kind: fc.constant('reserve' as const), id, lines, holdSeconds }),
  fc.record({ kind: fc.constant('secure' as const), id, lines }),
  fc.record({ kind: fc.constant('commit' as const), id }),
  fc.record({ kind: fc.constant('release' as const), id }),
  fc.record({ kind: fc.constant('move' as const), sku, quantity: fc.integer({ min: -3, max: 3 }) }),
  fc.record({ kind: fc.constant('set' as const), sku, onHand: fc.nat(6) }),
  fc.record({ kind: fc.constant('sweep' as const) }),
)
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never
type Lines = readonly { sku: string; quantity: number }[]

let keys = 0
async function run(step: Operation): Promise<unknown> {
  const actor = { actor: 'staff-1', reason: 'test' }
  if (step.kind === 'sweep') return stock.sweep(10)
  if (step.kind === 'set') {
    return stock.setItem(step.sku, { onHand: step.onHand, mode: 'upsert', ...actor })
  }
  if (step.kind === 'move') {
    const movement = {
      ...actor,
      type: 'adjustment' as const,
      reference: '',
      idempotencyKey: `k${keys++}`,
    }
    return stock
      .move({ ...movement, sku: step.sku, quantity: step.quantity })
      .catch(() => undefined)
  }
  if (step.kind === 'commit') return stock.commit(step.id)
  if (step.kind === 'release') return stock.release(step.id, 'ord_1')
  const request = { reservationId: step.id, orderId: 'ord_1', lines: step.lines }
  if (step.kind === 'secure') return stock.secure(request)
  return stock.reserve({ ...request, holdSeconds: step.holdSeconds })
}

/** The lines of each reservation: those it was first asked with; none when its release came first. */
function linesOf(steps: readonly Operation[]): Map<string, Lines> {
  const known = new Map<string, Lines>()
  for (const step of steps) {
    const asks = step.kind === 'reserve' || step.kind === 'secure'
    if (!asks && step.kind !== 'release') continue
    if (!known.has(step.id)) known.set(step.id, asks ? step.lines : [])
  }
  return known
}

/** What is held by the reservations that live, by SKU, from what each answers now. */
async function heldBy(known: Map<string, Lines>) {
  const held: Record<string, number> = {}
  for (const [reservationId, asked] of known) {
    const { status } = await stock.readReservation(reservationId)
    if (status !== 'reserved' && status !== 'secured') continue
    for (const line of asked) held[line.sku] = (held[line.sku] ?? 0) + line.quantity
  }
  return held
}

async function check(steps: readonly Operation[]): Promise<void> {
  const held = await heldBy(linesOf(steps))
  const corrected = steps.some((step) => step.kind === 'move' || step.kind === 'set')
  for (const one of skus) {
    const item = await stock.readItem(one)
    const { items } = await stock.movements(one, { limit: 100 })
    expect(items.reduce((all, movement) => all + movement.quantity, 0)).toBe(item.onHand)
    expect(item.reserved).toBe(held[one] ?? 0)
    expect(item.available).toBe(Math.max(0, item.onHand - item.reserved))
    if (!corrected) expect(item.onHand).toBeGreaterThanOrEqual(item.reserved)
  }
}

it('whatever happens, movements add up to what is on hand, live holds to what is reserved, and selling never oversells', async () => {
  const sequences = fc.array(operation, { minLength: 1, maxLength: 25 })
  await fc.assert(
    fc.asyncProperty(sequences, fc.boolean(), async (steps, atOnce) => {
      await own.empty()
      await Promise.all(skus.map((one) => run({ kind: 'set', sku: one, onHand: 4 })))
      if (atOnce) await Promise.all(steps.map(run))
      else for (const step of steps) await run(step)
      await check(steps)
    }),
    { numRuns: 150 },
  )
})
