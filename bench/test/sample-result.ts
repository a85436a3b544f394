import type { Row } from '../src/measuring/measure.ts'
import { concurrencies, type Result } from '../src/result.ts'

const rowsOf = (name: string, row: Partial<Row>): Row[] =>
  concurrencies.map((concurrency) => ({
    ...{ name, concurrency, operations: 100, errors: 0, perSecond: 400 },
    ...{ p50: concurrency, p95: 2 * concurrency, p99: 3 * concurrency },
    ...row,
  }))

/** A made-up run for tests: it meets every target but the CPU of a checkout. */
export function sampleResult(change: Partial<Result> = {}): Result {
  return {
    at: '2026-11-21T14:55:00.000Z',
    machine: '2 cores',
    seconds: 3,
    rows: [
      ...rowsOf('list, direct', { cpuMs: 0.1, bytes: 12_000 }),
      ...rowsOf('list, gateway', { cpuMs: 0.16, bytes: 12_000 }),
      ...rowsOf('detail, direct', { cpuMs: 0.08, bytes: 790 }),
      ...rowsOf('cart line, gateway', {
        cpuMs: 4,
        cpuMsByGroup: { services: 2.5, sidecars: 1.5 },
      }),
      ...rowsOf('checkout (cart, quote, order to confirmed), gateway', {
        ...{ perSecond: 22, cpuMs: 150 },
        cpuMsByGroup: { services: 80, sidecars: 40, Redis: 20, scheduler: 10 },
      }),
      ...rowsOf('placed to confirmed, gateway', { p50: 90 }),
      ...rowsOf('order of a ready cart, gateway', { perSecond: 45 }),
      ...rowsOf('limit: empty five-activity workflow', { perSecond: 90 }),
      ...rowsOf('limit: bare Hono route, 800 bytes', { cpuMs: 0.06, bytes: 800 }),
      ...rowsOf('limit: bare Hono route, 12,000 bytes', { cpuMs: 0.08, bytes: 12_000 }),
    ],
    memory: [
      { name: 'orders-sidecar', group: 'sidecars', mb: 80 },
      { name: 'orders', group: 'services', mb: 200 },
    ],
    idleCores: 0.05,
    startSeconds: 14,
    ...change,
  }
}
