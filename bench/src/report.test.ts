import { describe, expect, it } from 'vitest'
import { sampleResult } from '../test/sample-result.ts'
import { reportOf } from './report.ts'

describe('the report', () => {
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

  it('charts who used the CPU of a checkout, and who holds memory', () => {
    const report = reportOf(sampleResult())
    expect(report).toContain(
      'CPU of a checkout at 8 at once, ms\n  "services" : 80\n  "sidecars" : 40\n  "Redis" : 20\n',
    )
    expect(report).toContain(
      'Memory after the checkouts, MB\n  "sidecars" : 80\n  "services" : 200\n```',
    )
  })

  it('has no chart of what was not measured', () => {
    const report = reportOf(sampleResult({ rows: [], memory: [] }))
    expect(report).not.toMatch(/mermaid|NaN|undefined/)
  })
})
