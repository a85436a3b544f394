import { describe, expect, it } from 'vitest'
import { reportOf, withReport } from './report.ts'
import { sampleResult } from './sample-result.ts'

describe('the report', () => {
  it('stands between its marks, again and again', () => {
    const page = 'before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n'
    const once = withReport(page, 'new')
    expect(once).toBe('before\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\nafter\n')
    expect(withReport(once, 'new')).toBe(once)
  })

  it('does not guess where it belongs', () => {
    expect(() => withReport('a page without marks', 'new')).toThrow('no place for the report')
  })

  it('shows targets, the share of a read, and who used the CPU of an operation', () => {
    const report = reportOf(sampleResult())
    expect(report).toContain('| CPU of a checkout at 8 at once | < 120 ms | 150 ms | **no** |')
    expect(report).toContain(
      '| list, direct | 8 | 400 | 8 | 16 | 24 | 0.1 | 12000 bytes, 80 % of bare |',
    )
    expect(report).toContain('790 bytes, 75 % of bare')
    expect(report).toContain('services 80, sidecars 40, Redis 20, scheduler 10')
    expect(report).toContain('280 MB. orders-sidecar 80, orders 200.')
  })

  it('shows each plot', () => {
    const shown = [...reportOf(sampleResult()).matchAll(/\(plots\/([\w-]+\.svg)\)/g)]
    expect(shown.map(([, file]) => file).toSorted()).toEqual([
      'cpu.svg',
      'latency-orders.svg',
      'latency-reads.svg',
      'memory.svg',
      'reads.svg',
    ])
  })
})
