import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allToggled, nothingSelected, ranged, toggled } from './selection.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const chosen = (...ids: string[]) => new Set(ids)

describe('choosing rows', () => {
  it('takes one, and lets it go', () => {
    const one = toggled(nothingSelected, 'b')
    expect(one.ids).toEqual(chosen('b'))
    expect(toggled(one, 'b').ids).toEqual(chosen())
  })

  it('with Shift takes all from the last one, in both directions', () => {
    const from = toggled(nothingSelected, 'd')
    expect(ranged(from, order, 'b').ids).toEqual(chosen('b', 'c', 'd'))
    expect(ranged(toggled(nothingSelected, 'b'), order, 'd').ids).toEqual(chosen('b', 'c', 'd'))
  })

  it('with Shift lets all go when the last one is chosen already', () => {
    const all = allToggled(nothingSelected, order)
    const without = toggled(all, 'b')
    expect(ranged(without, order, 'd').ids).toEqual(chosen('a', 'e'))
  })

  it('with Shift and nothing before takes that one', () => {
    expect(ranged(nothingSelected, order, 'c').ids).toEqual(chosen('c'))
    expect(ranged({ ids: chosen(), from: 'gone' }, order, 'c').ids).toEqual(chosen('c'))
  })

  it('of all rows takes them, then lets them go', () => {
    const all = allToggled(toggled(nothingSelected, 'b'), order)
    expect(all.ids).toEqual(new Set(order))
    expect(allToggled(all, order).ids).toEqual(chosen())
    expect(allToggled(nothingSelected, []).ids).toEqual(chosen())
  })

  it('never takes what is not in the list, and keeps what lies outside a range', () => {
    const row = fc.constantFrom(...order)
    fc.assert(
      fc.property(fc.uniqueArray(row), row, row, (before, from, to) => {
        const { ids } = ranged({ ids: new Set(before), from }, order, to)
        const [low, high] = [order.indexOf(from), order.indexOf(to)].sort((a, b) => a - b)
        for (const [at, id] of order.entries()) {
          const isInside = at >= (low ?? 0) && at <= (high ?? 0)
          expect(ids.has(id)).toBe(isInside ? !before.includes(to) : before.includes(id))
        }
      }),
    )
  })
})
