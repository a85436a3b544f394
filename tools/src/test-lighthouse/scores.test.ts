import { describe, expect, it } from 'vitest'
import { type Measured, medianOf, readReport, scoreFaults } from './scores.ts'

const report = JSON.stringify({
  categories: {
    performance: { score: 0.98, auditRefs: [{ id: 'slow', weight: 10 }] },
    accessibility: { score: 0.94, auditRefs: [{ id: 'small', weight: 7 }] },
    'best-practices': { score: 1, auditRefs: [{ id: 'advice', weight: 0 }] },
    seo: { score: 1, auditRefs: [] },
  },
  audits: {
    slow: { title: 'Slow', score: 0.95 },
    small: { title: 'Small targets', score: 0 },
    advice: { title: 'Advice', score: 0 },
    'largest-contentful-paint': { title: '', score: 1, numericValue: 2200.4 },
    'total-blocking-time': { title: '', score: 1, numericValue: 99.6 },
  },
})
const with_ = (performance: number): Measured => ({
  ...readReport(report),
  scores: { ...readReport(report).scores, performance },
})

describe('the scores of a page', () => {
  it('are read of a hundred, with what lost points', () => {
    expect(readReport(report)).toEqual({
      scores: { performance: 98, accessibility: 94, 'best-practices': 100, seo: 100 },
      largestPaintMs: 2200,
      blockedMs: 100,
      lost: ['Small targets'],
    })
  })

  it('are those of the run in the middle', () => {
    expect(medianOf([with_(60), with_(97), with_(99)])?.scores.performance).toBe(97)
    expect(medianOf([])).toBeUndefined()
  })

  it('are named where they are too low', () => {
    expect(scoreFaults('home', readReport(report))).toEqual([
      'home: accessibility 94 (at least 95); Small targets',
    ])
  })
})
