import { describe, expect, it } from 'vitest'
import {
  changedLine,
  type ReceivedLine,
  readLine,
  readLines,
  receivedSum,
  stateAfter,
} from './received-lines.ts'

const line = (key: string, changes: Partial<ReceivedLine> = {}): ReceivedLine => ({
  ...{ key, sku: 'A', quantity: 2, reason: 'r', reference: '', state: 'sending' },
  ...changes,
})

describe('goods received', () => {
  it('keep the key of a line that may not have arrived, over a reload too', () => {
    const kept = JSON.stringify([line('k1'), line('k2', { state: 'done' })])
    expect(readLines(kept)).toEqual([
      line('k1', { state: 'failed', code: 'network' }),
      line('k2', { state: 'done' }),
    ])
  })

  it.each([null, '', 'no json', '{}', '[1, null, {"key": 5}]'])('begin empty with %j', (text) => {
    expect(readLines(text)).toEqual([])
  })

  it('are sent again only when nobody knows what became of them', () => {
    expect(stateAfter(0)).toBe('failed')
    expect(stateAfter(503)).toBe('failed')
    expect(stateAfter(429)).toBe('failed')
    expect(stateAfter(404)).toBe('refused')
    expect(stateAfter(422)).toBe('refused')
  })

  it('are summed up by what has arrived', () => {
    const lines = [
      line('a', { state: 'done' }),
      line('b', { state: 'done', quantity: 5 }),
      line('c'),
    ]
    expect(receivedSum(lines)).toEqual({ lines: 2, pieces: 7 })
  })

  it('are typed as a SKU and how many came in', () => {
    expect(readLine({ sku: ' A-1 ', quantity: '12' })).toEqual({
      ...{ isWhole: true, sku: 'A-1', quantity: 12 },
    })
    expect(readLine({ sku: 'a b', quantity: '1' })).toMatchObject({ isWhole: false, quantity: 1 })
    for (const quantity of ['0', '-1', '1,5', '', '100001']) {
      expect(readLine({ sku: 'A', quantity })).toMatchObject({ isWhole: false, sku: 'A' })
    }
  })

  it('change one by one', () => {
    const [first, second] = changedLine([line('a'), line('b')], 'b', { state: 'done', onHand: 4 })
    expect(first).toEqual(line('a'))
    expect(second).toMatchObject({ state: 'done', onHand: 4 })
  })
})
