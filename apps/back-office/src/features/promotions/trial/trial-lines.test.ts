import { describe, expect, it } from 'vitest'
import { trialLines } from './trial-lines.ts'

describe('the items of a trial', () => {
  it('are a line each, with how many', () => {
    expect(trialLines('LAMP-1 2\n\n  VASE-3 ')).toEqual([
      { sku: 'LAMP-1', quantity: 2 },
      { sku: 'VASE-3', quantity: 1 },
    ])
  })

  it('leave out what is no number of pieces', () => {
    expect(trialLines('LAMP-1 no\nLAMP-2 0\nLAMP-3 1.5')).toEqual([])
  })
})
