import { describe, expect, it } from 'vitest'
import { sampleResult } from '../sample-result.ts'
import { decadesOf } from './latency.ts'
import { plotsOf } from './plots.ts'
import { colours } from './svg.ts'

const plots = plotsOf(sampleResult())
const plot = (file: string) => plots[file] ?? ''
const widthsOf = (drawing: string, colour: string | undefined) =>
  [...drawing.matchAll(/<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)" height="13" fill="(#\w+)"/g)]
    .filter((match) => match[2] === colour)
    .map((match) => Number(match[1]))

describe('the plots', () => {
  it('have no number that is none', () => {
    for (const drawing of Object.values(plots))
      expect(drawing).not.toMatch(/NaN|Infinity|undefined/)
  })

  it('are drawn of a run that measured little', () => {
    for (const drawing of Object.values(plotsOf(sampleResult({ rows: [], memory: [] })))) {
      expect(drawing).not.toMatch(/NaN|Infinity|undefined/)
    }
  })

  it('stack the CPU of an operation by who used it', () => {
    const [services, sidecars] = [0, 1].map((n) => widthsOf(plot('cpu.svg'), colours[n]))
    const [line, checkout] = [0, 3].map((n) => (services?.[n] ?? 0) / (sidecars?.[n] ?? 1))
    expect(line).toBeCloseTo(2.5 / 1.5, 1)
    expect(checkout).toBeCloseTo(2, 1)
    expect(plot('cpu.svg')).toContain('>150 ms<')
  })

  it('show the process that holds most memory first', () => {
    const names = [...plot('memory.svg').matchAll(/>(orders[\w-]*)</g)].map(([, name]) => name)
    expect(names).toEqual(['orders', 'orders-sidecar'])
  })

  it('show reads as a share of the bare route', () => {
    expect(plot('reads.svg')).toContain('>80 %<')
    expect(plot('reads.svg')).toContain('target of the list: 70 %')
  })

  it('draw median and tail of an operation, the tail above', () => {
    const [p50, p95, p99] = [...plot('latency-orders.svg').matchAll(/points="([^"]+)"/g)]
      .slice(0, 3)
      .map(([, points]) => Number(points?.split(' ')[0]?.split(',')[1]))
    expect([p50, p95, p99]).toEqual([p50, p95, p99].toSorted((a = 0, b = 0) => b - a))
    expect(new Set([p50, p95, p99]).size).toBe(3)
  })
})

describe('the scale of latencies', () => {
  it('goes from the power of ten below to the one above', () => {
    expect(decadesOf([0.29, 17])).toEqual({ low: -1, high: 2 })
    expect(decadesOf([10, 100])).toEqual({ low: 1, high: 2 })
    expect(decadesOf([5, 5])).toEqual({ low: 0, high: 1 })
    expect(decadesOf([])).toEqual({ low: 0, high: 1 })
  })
})
