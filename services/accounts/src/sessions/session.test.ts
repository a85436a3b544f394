import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { graceMs, type Rotated, rotate, type SessionFamily } from './session.ts'

const startMs = Date.parse('2026-11-21T10:00:00.000Z')
const family: SessionFamily = {
  familyId: 'f',
  userId: 'usr_1',
  tokens: [{ hash: 't0' }],
  createdAt: new Date(startMs).toISOString(),
  expiresAt: new Date(startMs + 86_400_000).toISOString(),
}

const trial = fc.record({ pick: fc.nat(20), waitMs: fc.integer({ min: 1, max: 30_000 }) })

const familyOf = (outcome: Rotated) => (outcome.status === 'over' ? family : outcome.family)

/** Tries tokens that were given before, and says what should come of it. */
function createHistory() {
  const given = ['t0']
  const spentAt = new Map<string, number>()
  const parents = new Map<string, string>()
  const closed = new Set<string>()
  let known = family
  let nowMs = startMs

  function expectedOf(hash: string): string {
    const spent = spentAt.get(hash)
    if (known.revoked) return 'over'
    const isLate = spent !== undefined && nowMs - spent > graceMs
    return isLate || closed.has(hash) ? 'reused' : 'rotated'
  }

  function attempt(pick: number, waitMs: number) {
    nowMs += waitMs
    const usedHash = given[pick % given.length] ?? ''
    const nextHash = `t${given.length}`
    const expected = expectedOf(usedHash)
    const outcome = rotate(known, {
      usedHash,
      nextHash,
      at: new Date(nowMs).toISOString(),
      wasGiven: true,
    })
    if (outcome.status !== 'over') known = outcome.family
    if (outcome.status === 'rotated') given.push(nextHash)
    parents.set(nextHash, usedHash)
    closed.add(parents.get(usedHash) ?? 'none')
    spentAt.set(usedHash, spentAt.get(usedHash) ?? nowMs)
    return { status: outcome.status, expected }
  }
  return { attempt }
}

describe('rotating refresh tokens', () => {
  it('never serves a token again after its grace, in whatever order tokens are tried', () => {
    fc.assert(
      fc.property(fc.array(trial, { maxLength: 30 }), (trials) => {
        const history = createHistory()
        for (const { pick, waitMs } of trials) {
          const { status, expected } = history.attempt(pick, waitMs)
          expect(status).toBe(expected)
        }
      }),
    )
  })

  it('takes a token for stolen once its successor was used, though its grace lasts', () => {
    const at = new Date(startMs).toISOString()
    const first = rotate(family, { usedHash: 't0', nextHash: 't1', at, wasGiven: true })
    const second = rotate(familyOf(first), { usedHash: 't1', nextHash: 't2', at, wasGiven: true })
    const again = { usedHash: 't0', nextHash: 't3', at, wasGiven: true }
    expect(rotate(familyOf(second), again).status).toBe('reused')
  })

  it('changes nothing for a token that was never given', () => {
    const at = new Date(startMs).toISOString()
    const guess = { usedHash: 'guess', nextHash: 't1', at, wasGiven: false }
    expect(rotate(family, guess)).toEqual({ status: 'over' })
  })

  it('does not grow without end', () => {
    let known = family
    for (let n = 0; n < 200; n++) {
      const at = new Date(startMs + n * 60_000).toISOString()
      const outcome = rotate(known, {
        usedHash: `t${n}`,
        nextHash: `t${n + 1}`,
        at,
        wasGiven: true,
      })
      if (outcome.status === 'rotated') known = outcome.family
    }
    expect(known.tokens.length).toBeLessThan(4)
  })
})
