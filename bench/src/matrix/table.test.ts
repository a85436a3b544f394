import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { mergeRows, page, readResults } from './results.ts'
import { type MatrixRow, tableOf } from './table.ts'

const row = (store: string, more: Partial<MatrixRow> = {}): MatrixRow => ({
  ...{ broker: 'redis', store, at: '2026-11-29T08:00:00.000Z', machine: '2 cores, Some CPU' },
  ...{ loadBefore: 3.24, minutes: 6.04, failed: [] },
  ...more,
})

const whole = row('sqlite', {
  ...{ start: 14.12, restart: 7, demo: 9.5, journeys: { passed: 8, failed: 0 } },
  ...{ confirm: { p50: 87.4, p95: 120.6, orders: 50 }, burst: { orders: 400, seconds: 32 } },
  ...{ drills: { passed: 15, failed: 1 }, books: { agreed: 2, compared: 2 } },
  ...{ memory: { all: 1_480, parts: 30 } },
})

describe('the table of the matrix', () => {
  it('is what the page of the documentation shows', () => {
    expect(readFileSync(page, 'utf8')).toContain(
      `<!-- matrix -->\n\n${tableOf(readResults())}\n\n<!-- /matrix -->`,
    )
  })

  it('shows of each row its figures, and how much the machine did besides', () => {
    expect(tableOf([whole])).toContain(
      '| redis | sqlite | 14.1, 7.0 | 9.5 | 8 of 8 | 87, 121 | 400 in 32.0 s | 12.5 | 15 of 16 | 2 of 2 | 1480 (30) | 6.0 | 3.2 |',
    )
    expect(tableOf([whole])).toContain('Taken 2026-11-29 on 2 cores, Some CPU.')
  })

  it('says what failed, and leaves open what was not reached', () => {
    const text = tableOf([whole, row('mysql', { failed: ['start'] })])
    expect(text).toContain(
      '| redis | mysql | –, – | – | – | – | – | – | – | – | – | 6.0 | 3.2 |\n\n- redis with mysql failed: start.',
    )
    expect(text).not.toMatch(/sqlite failed|undefined|NaN/)
  })
})

describe('the results', () => {
  it('hold each choice once, as it last ran', () => {
    const known = [row('redis'), row('mysql'), row('redis', { broker: 'kafka' })]
    const merged = mergeRows(known, row('mysql', { minutes: 9 }))
    expect(merged.map(({ broker, store, minutes }) => [broker, store, minutes])).toEqual([
      ['redis', 'redis', 6.04],
      ['redis', 'mysql', 9],
      ['kafka', 'redis', 6.04],
    ])
    expect(mergeRows(known, row('sqlite'))).toHaveLength(4)
  })
})
