import { describe, expect, it } from 'vitest'
import { createInFlight } from './in-flight.ts'

const limits = { total: 4, perHolder: { address: 3, user: 2 } }
const problemOf = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    return (error as { code: string }).code
  }
  return undefined
}

describe('what is in flight', () => {
  it('is bounded for each address and each user, and others go on', () => {
    const calls = createInFlight('requests', limits)
    calls.enter({ address: 'a', user: 'u' })
    calls.enter({ address: 'a', user: 'u' })
    expect(problemOf(() => calls.enter({ address: 'b', user: 'u' }))).toBe('rate_limited')
    calls.enter({ address: 'a', user: undefined })
    expect(problemOf(() => calls.enter({ address: 'a', user: 'v' }))).toBe('rate_limited')
    expect(problemOf(() => calls.enter({ address: 'b', user: 'v' }))).toBeUndefined()
  })

  it('is bounded in all', () => {
    const calls = createInFlight('requests', limits)
    for (const address of ['a', 'b', 'c', 'd']) calls.enter({ address })
    expect(problemOf(() => calls.enter({ address: 'e' }))).toBe('overloaded')
  })

  it('frees a place once for each that leaves, however often it says so', () => {
    const calls = createInFlight('requests', limits)
    const leave = calls.enter({ user: 'u' })
    calls.enter({ user: 'u' })
    leave()
    leave()
    expect(calls.count()).toBe(1)
    calls.enter({ user: 'u' })
    expect(problemOf(() => calls.enter({ user: 'u' }))).toBe('rate_limited')
  })

  it('has no limit where it is 0', () => {
    const calls = createInFlight('requests', { total: 0, perHolder: { user: 0 } })
    for (let n = 0; n < 100; n++) calls.enter({ user: 'u' })
    expect(calls.count()).toBe(100)
  })
})
