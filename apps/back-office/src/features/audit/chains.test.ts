import { describe, expect, it } from 'vitest'
import { afterStretch, type Chain, figuresOf, openChains, unverified } from './chains.ts'

const chain: Chain = { service: 'catalog', state: 'running', after: 0 }
const stretch = { service: 'catalog', sequence: 1_000, hash: 'a', isComplete: false }

describe('the verification of a chain', () => {
  it('goes on behind the last entry until there is no other', () => {
    const next = afterStretch(chain, stretch)
    expect(next).toEqual({ service: 'catalog', state: 'running', after: 1_000, hash: 'a' })
    const end = { ...stretch, sequence: 1_200, hash: 'b', isComplete: true }
    expect(afterStretch(next, end)).toMatchObject({ state: 'holds', after: 1_200 })
  })

  it('ends at a fault, and says where', () => {
    const fault = { sequence: 7, reason: 'the hash is another' }
    const broken = afterStretch(chain, { ...stretch, fault })
    expect(broken).toMatchObject({ state: 'broken', fault })
    expect(openChains([broken, chain])).toEqual([chain])
    expect(figuresOf([broken, chain])).toEqual({ done: 1, entries: 1_000, faults: 1 })
  })

  it('of a chain without entries holds, and is not asked for for ever', () => {
    expect(afterStretch(chain, { ...stretch, sequence: 0 })).toMatchObject({ state: 'holds' })
  })

  it('begins with every service', () => {
    expect(figuresOf(unverified)).toEqual({ done: 0, entries: 0, faults: 0 })
    expect(openChains(unverified)).toHaveLength(12)
  })
})
