import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedFields, isSame, type MergeChoice, merged, threeWay } from './three-way.ts'

const base = { name: 'Lampe', price: 1_990, tags: ['a'] }

describe('a change beside that of somebody else', () => {
  it('is theirs, yours, the same, or a conflict, field by field', () => {
    const yours = { name: 'Lampe Alba', price: 2_490, tags: ['a', 'b'] }
    const theirs = { name: 'Lampe', price: 2_290, tags: ['a', 'b'] }
    expect(threeWay(base, yours, theirs)).toEqual([
      { field: 'name', changedBy: 'yours' },
      { field: 'price', changedBy: 'conflict' },
      { field: 'tags', changedBy: 'same' },
    ])
  })

  it('is not merged before each conflict is decided', () => {
    const sides = { base, yours: { ...base, price: 1 }, theirs: { ...base, price: 2 } }
    expect(merged(sides, {})).toBeUndefined()
    expect(merged(sides, { price: 'yours' })).toEqual({ ...base, price: 1 })
    expect(merged(sides, { price: 'theirs' })).toEqual({ ...base, price: 2 })
  })

  it('of one side only needs no decision', () => {
    const theirs = { ...base, name: 'Suspension' }
    expect(merged({ base, yours: { ...base, price: 5 }, theirs }, {})).toEqual({
      ...{ name: 'Suspension', price: 5, tags: ['a'] },
    })
  })
})

describe('two values', () => {
  it('are the same by what they say, not by the order of keys', () => {
    expect(isSame({ a: 1, b: [2, { c: 3 }] }, { b: [2, { c: 3 }], a: 1 })).toBe(true)
    expect(isSame({ a: undefined }, {})).toBe(true)
    expect(isSame([], {})).toBe(false)
    expect(isSame(null, {})).toBe(false)
    expect(changedFields<{ a?: number; b?: number }>({ a: 1 }, { b: 2 })).toEqual(['a', 'b'])
  })
})

const values = fc.record({
  ...{ a: fc.integer({ min: 0, max: 2 }), b: fc.constantFrom('x', 'y', 'z') },
  ...{ c: fc.array(fc.boolean(), { maxLength: 2 }), d: fc.boolean() },
})
const choices = fc.record({
  ...{ a: fc.constantFrom('yours', 'theirs'), b: fc.constantFrom('yours', 'theirs') },
  ...{ c: fc.constantFrom('yours', 'theirs'), d: fc.constantFrom('yours', 'theirs') },
}) as fc.Arbitrary<MergeChoice>

describe('a merge', () => {
  it('loses no change of either side but what was decided', () => {
    fc.assert(
      fc.property(values, values, values, choices, (read, yours, theirs, choice) => {
        const result = merged({ base: read, yours, theirs }, choice)
        const both = { ...yours, ...result }
        for (const field of ['a', 'b', 'c', 'd'] as const) {
          const [mine, other] = [
            !isSame(yours[field], read[field]),
            !isSame(theirs[field], read[field]),
          ]
          const isYours = mine && (!other || choice[field] === 'yours')
          expect(both[field]).toEqual(isYours ? yours[field] : theirs[field])
        }
      }),
    )
  })

  it('is the same seen from the other side', () => {
    const turned = (choice: MergeChoice): MergeChoice =>
      Object.fromEntries(
        Object.entries(choice).map(([field, side]) => [
          field,
          side === 'yours' ? 'theirs' : 'yours',
        ]),
      )
    fc.assert(
      fc.property(values, values, values, choices, (read, yours, theirs, choice) => {
        const here = merged({ base: read, yours, theirs }, choice)
        const there = merged({ base: read, yours: theirs, theirs: yours }, turned(choice))
        expect(here).toEqual(there)
      }),
    )
  })

  it('with who changed nothing is what they have', () => {
    fc.assert(
      fc.property(values, values, (read, theirs) => {
        expect(merged({ base: read, yours: read, theirs }, {})).toEqual(theirs)
      }),
    )
  })
})
