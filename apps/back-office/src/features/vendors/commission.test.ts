import { describe, expect, it } from 'vitest'
import { bpsIn } from './commission.ts'

describe('a commission', () => {
  it.each([
    ['12', 1_200],
    ['12,5', 1_250],
    ['12.25 %', 1_225],
    ['0', 0],
    ['100', 10_000],
  ])('%s is %i basis points', (text, bps) => expect(bpsIn(text)).toBe(bps))

  it.each(['', '-1', '100,01', '12,345', 'douze', '1e2'])('%s is none', (text) => {
    expect(bpsIn(text)).toBeUndefined()
  })
})
