import { describe, expect, it } from 'vitest'
import { createAdditionKeys } from './addition-keys.ts'

function open() {
  let made = 0
  return createAdditionKeys(() => `key-${++made}`)
}

describe('the key of an addition', () => {
  it.each([
    ['nothing came back', { status: 0, code: 'network' }],
    ['the shop gave up', { status: 503, code: 'dependency_unavailable' }],
  ])('stays the same when %s', (_, problem) => {
    const keys = open()
    const first = keys.of('MUG 1')
    keys.answered('MUG 1', problem)
    expect(keys.of('MUG 1')).toBe(first)
  })

  it.each([
    ['done', undefined],
    ['refused', { status: 409, code: 'cart_locked' }],
  ])('is another one once it was %s', (_, problem) => {
    const keys = open()
    const first = keys.of('MUG 1')
    keys.answered('MUG 1', problem)
    expect(keys.of('MUG 1')).not.toBe(first)
  })

  it('is another one for every other wish', () => {
    const keys = open()
    expect(keys.of('MUG 2')).not.toBe(keys.of('MUG 1'))
  })

  it('is another one once a cart was shown that was asked for after the answer was lost', () => {
    const keys = open()
    const early = keys.asking()
    const first = keys.of('MUG 1')
    keys.answered('MUG 1', { status: 0, code: 'network' })
    early()
    expect(keys.of('MUG 1')).toBe(first)
    keys.answered('MUG 1', { status: 0, code: 'network' })
    keys.asking()()
    expect(keys.of('MUG 1')).not.toBe(first)
  })
})
