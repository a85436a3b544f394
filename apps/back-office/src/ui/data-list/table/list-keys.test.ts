import { describe, expect, it } from 'vitest'
import { listAction, rowAfter } from './list-keys.ts'

const plain = { ctrlKey: false, metaKey: false, altKey: false, tag: 'BODY' }

describe('keys in a list', () => {
  it.each([
    ['j', 'next'],
    ['k', 'previous'],
    ['x', 'select'],
    ['X', 'range'],
    ['a', 'all'],
    ['Enter', 'open'],
    ['e', 'act'],
    ['/', 'search'],
    ['q', undefined],
  ])('%s: %s', (key, action) => {
    expect(listAction({ ...plain, key })).toBe(action)
  })

  it('are letters while somebody types, and the browser’s with Ctrl', () => {
    expect(listAction({ ...plain, key: 'x', tag: 'INPUT' })).toBeUndefined()
    expect(listAction({ ...plain, key: 'k', ctrlKey: true })).toBeUndefined()
    expect(listAction({ ...plain, key: 'Enter', tag: 'BUTTON' })).toBeUndefined()
    expect(listAction({ ...plain, key: 'j', tag: 'BUTTON' })).toBe('next')
  })

  it('scroll a region that has the focus, and go through the list elsewhere', () => {
    expect(listAction({ ...plain, key: 'ArrowDown', tag: 'SECTION' })).toBeUndefined()
    expect(listAction({ ...plain, key: 'j', tag: 'SECTION' })).toBe('next')
    expect(listAction({ ...plain, key: 'ArrowDown', tag: 'A' })).toBe('next')
  })

  it('stay inside the list', () => {
    expect(rowAfter(-1, 1, 3)).toBe(0)
    expect(rowAfter(2, 1, 3)).toBe(2)
    expect(rowAfter(0, -1, 3)).toBe(0)
    expect(rowAfter(-1, 1, 0)).toBe(0)
  })
})
