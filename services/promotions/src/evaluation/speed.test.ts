import { expect, it } from 'vitest'
import { largeCart, memoryOf } from '../../test/many-promotions.ts'
import { offerOf } from '../cart-discounts.ts'
import { evaluate } from './evaluate.ts'

const at = new Date('2026-11-21T10:00:00.000Z')
const memory = memoryOf(1_000, at.toISOString())
const cart = { ...largeCart(100), at, customer: undefined }

/** The way of a request through the service, but for HTTP: from the memory of the replica to the discounts. */
function evaluateOnce(): number {
  const offers = memory.automaticAt(at.toISOString()).map((one) => offerOf(one))
  const { applied } = evaluate(cart, offers)
  return applied.length
}

/** What 95 of 100 evaluations stay below, in milliseconds. A round is short: what else runs on the machine spares some. */
function measure(): number {
  const times = Array.from({ length: 40 }, () => {
    const startedAt = performance.now()
    evaluateOnce()
    return performance.now() - startedAt
  })
  return times.sort((a, b) => a - b)[37] ?? 0
}

/** Three times what it takes: a machine that runs every test at once is slow. The figure itself is in docs/promotions.md. */
const allowedMs = 15

it('evaluates a thousand active promotions over a hundred lines in some milliseconds (p95 of a warm round)', () => {
  expect(memory.automaticAt(at.toISOString())).toHaveLength(1_000)
  expect(evaluateOnce()).toBeGreaterThan(50)
  const rounds = Array.from({ length: 25 }, () => measure()).toSorted((a, b) => a - b)
  const [best = 0] = rounds
  const median = rounds[Math.floor(rounds.length / 2)] ?? best
  console.log(`p95 of the best round ${best.toFixed(2)} ms, of the median ${median.toFixed(2)} ms`)
  expect(best).toBeLessThan(allowedMs)
})
