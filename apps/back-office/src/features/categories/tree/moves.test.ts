import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Move,
  mayStandIn,
  movesTo,
  type Placed,
  placeOf,
  steps,
  stepTo,
  tabStopOf,
} from './moves.ts'

/** A, with A1 (with A11) and A2; then B. */
const tree: readonly Placed[] = [
  { categoryId: 'A', position: 1_000 },
  { categoryId: 'A1', parentId: 'A', position: 1_000 },
  { categoryId: 'A11', parentId: 'A1', position: 1_000 },
  { categoryId: 'A2', parentId: 'A', position: 2_000 },
  { categoryId: 'B', position: 2_000 },
]

/** The list after moves, as the service answers it: by position, each before those in it. */
function after(all: readonly Placed[], moves: readonly Move[]): Placed[] {
  const moved = all.map((one) => {
    const move = moves.find(({ categoryId }) => categoryId === one.categoryId)
    if (!move) return one
    const { categoryId, parentId, position } = move
    return { categoryId, position, ...(parentId !== null && { parentId }) }
  })
  const flat = (parentId: string | undefined): Placed[] =>
    moved
      .filter((one) => one.parentId === parentId)
      .toSorted((a, b) => a.position - b.position)
      .flatMap((one) => [one, ...flat(one.categoryId)])
  return flat(undefined)
}

describe('a step', () => {
  it.each([
    ['B', 'up', { parentId: null, index: 0 }],
    ['A1', 'down', { parentId: 'A', index: 1 }],
    ['B', 'in', { parentId: 'A', index: 2 }],
    ['A11', 'out', { parentId: 'A', index: 1 }],
    ['A2', 'out', { parentId: null, index: 1 }],
  ] as const)('of %s %s leads to its place', (id, step, place) => {
    expect(stepTo(tree, id, step)).toEqual(place)
  })

  it.each([
    ['A', 'up'],
    ['B', 'down'],
    ['A', 'in'],
    ['B', 'out'],
    ['lost', 'up'],
  ] as const)('of %s %s leads nowhere', (id, step) => {
    expect(stepTo(tree, id, step)).toBeUndefined()
  })

  it('never leads a category into itself, and is where it was led', () => {
    const walk = fc.array(
      fc.record({
        id: fc.constantFrom('A', 'A1', 'A11', 'A2', 'B'),
        step: fc.constantFrom(...steps),
      }),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(walk, (taken) => {
        let now: readonly Placed[] = tree
        for (const { id, step } of taken) {
          const place = stepTo(now, id, step)
          if (!place) continue
          expect(mayStandIn(now, id, place.parentId)).toBe(true)
          const next = after(now, movesTo(now, id, place))
          // nobody is lost
          expect(next).toHaveLength(tree.length)
          expect(placeOf(next, id)).toEqual(place)
          now = next
        }
      }),
    )
  })
})

describe('a move', () => {
  it('into a category itself, or below it, is not possible', () => {
    expect(mayStandIn(tree, 'A', 'A')).toBe(false)
    expect(mayStandIn(tree, 'A', 'A11')).toBe(false)
    expect(mayStandIn(tree, 'A', 'B')).toBe(true)
    expect(mayStandIn(tree, 'A11', null)).toBe(true)
  })

  it('to where it stands asks nothing', () => {
    expect(movesTo(tree, 'A1', { parentId: 'A', index: 0 })).toEqual([])
  })

  it('asks once where there is room, else numbers all siblings anew', () => {
    expect(movesTo(tree, 'B', { parentId: 'A', index: 1 })).toEqual([
      { categoryId: 'B', parentId: 'A', position: 1_500 },
    ])
    const dense = tree.map((one) => (one.categoryId === 'A2' ? { ...one, position: 1_001 } : one))
    expect(movesTo(dense, 'B', { parentId: 'A', index: 1 })).toEqual([
      { categoryId: 'A1', parentId: 'A', position: 1_000 },
      { categoryId: 'B', parentId: 'A', position: 2_000 },
      { categoryId: 'A2', parentId: 'A', position: 3_000 },
    ])
  })
})

describe('the row that Tab comes to', () => {
  const isOpen = (id: string) => id !== 'A'

  it('is the last one that had the focus, else the first', () => {
    expect(tabStopOf(tree, 'A11', () => true)).toBe('A11')
    expect(tabStopOf(tree, 'B', isOpen)).toBe('B')
    expect(tabStopOf(tree, undefined, isOpen)).toBe('A')
    expect(tabStopOf([], 'B', isOpen)).toBeUndefined()
  })

  it('is never one that is gone, or in a branch that is closed', () => {
    expect(tabStopOf(tree, 'gone', isOpen)).toBe('A')
    expect(tabStopOf(tree, 'A11', isOpen)).toBe('A')
  })
})
