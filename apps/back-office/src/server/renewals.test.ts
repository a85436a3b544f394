import { type Call, CallError } from '@comptoir/site/call'
import { describe, expect, it } from 'vitest'
import { createRenewals } from './renewals.ts'

type Given = { readonly timeoutMs?: number }

/** Renewals over an accounts whose tries end as the test says: refused with a status, or with a new token. */
function open(answers: readonly (() => number | string | Promise<string>)[]) {
  const tries: Given[] = []
  const call = (async (operation: string, given: Given) => {
    tries.push(given)
    const outcome = await answers[tries.length - 1]?.()
    if (typeof outcome === 'string') return { refreshToken: outcome }
    throw new CallError(operation, { status: outcome ?? 500, code: 'x' })
  }) as unknown as Call
  const { renew, forget } = createRenewals(call)
  return { tries, forget, renew: (token: string) => renew(token, {}) }
}

describe('a renewal', () => {
  it.each([0, 503])('is tried once more after %i, within the grace of accounts', async (status) => {
    const { tries, renew } = open([() => status, () => 'r2'])
    expect(await renew('r1')).toEqual({ refreshToken: 'r2' })
    expect(tries.map(({ timeoutMs }) => timeoutMs)).toEqual([3_000, 3_000])
  })

  it('that is refused is not tried again, nor is one that failed twice', async () => {
    const refused = open([() => 401])
    await expect(refused.renew('r1')).rejects.toMatchObject({ problem: { status: 401 } })
    expect(refused.tries).toHaveLength(1)
    const away = open([() => 0, () => 0])
    await expect(away.renew('r1')).rejects.toMatchObject({ problem: { status: 0 } })
    expect(away.tries).toHaveLength(2)
  })

  it.each(['r1', 'r2'])('is forgotten when its session is left with %s', async (left) => {
    const { renew, forget } = open([() => 'r2', () => 401])
    await renew('r1')
    forget(left)
    await expect(renew('r1')).rejects.toMatchObject({ problem: { status: 401 } })
  })

  it('in flight brings nothing when its session is left meanwhile', async () => {
    const late = Promise.withResolvers<string>()
    const { renew, forget } = open([() => late.promise])
    const renewed = renew('r1')
    forget('r1')
    late.resolve('r2')
    expect(await renewed).toBeUndefined()
  })
})
