import { createLogger } from '@comptoir/service/observability/log'
import { refuse } from '@comptoir/service/problems/refusal'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { createMemoryKeys } from '../../test/memory-twins.ts'
import { withIdempotency } from './idempotency.ts'
import type { Keys } from './keys.ts'

const request = { scope: 'orders:u1', key: 'k-1', fingerprint: '{"a":1}', leaseSeconds: 30 }
const log = silentLog()
const answer = { status: 201, body: { id: 'o1' } }

describe('the same request again', () => {
  it('gets the same answer and runs nothing', async () => {
    const deps = { keys: createMemoryKeys(), log }
    const first = await withIdempotency(deps, request, async () => answer)
    const second = await withIdempotency(deps, request, async () => ({ status: 500, body: {} }))
    expect(first).toEqual({ ...answer, replayed: false })
    expect(second).toEqual({ ...answer, replayed: true })
  })

  it('is refused with another body', async () => {
    const deps = { keys: createMemoryKeys(), log }
    await withIdempotency(deps, request, async () => answer)
    const other = withIdempotency(deps, { ...request, fingerprint: '{"a":2}' }, async () => answer)
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  })

  it('is refused while the first still runs', async () => {
    const deps = { keys: createMemoryKeys(), log }
    const { promise, resolve } = Promise.withResolvers<typeof answer>()
    const first = withIdempotency(deps, request, () => promise)
    const second = withIdempotency(deps, request, async () => answer)
    await expect(second).rejects.toMatchObject({ code: 'request_running' })
    resolve(answer)
    expect(await first).toMatchObject({ replayed: false })
  })

  it('runs when the first was refused or failed', async () => {
    const deps = { keys: createMemoryKeys(), log }
    const refused = withIdempotency(deps, request, async () => {
      throw refuse('out_of_stock')
    })
    await expect(refused).rejects.toMatchObject({ code: 'out_of_stock' })
    expect(await withIdempotency(deps, request, async () => answer)).toMatchObject(answer)
  })

  it('runs when the first crashed and its lease is over', async () => {
    let nowMs = 0
    const deps = { keys: createMemoryKeys(() => nowMs), log }
    const stuck = new Promise<typeof answer>(() => {})
    void withIdempotency(deps, { ...request, leaseSeconds: 3_600 }, () => stuck)
    nowMs = 3_600_001
    expect(await withIdempotency(deps, request, async () => answer)).toMatchObject(answer)
  })
})

describe('a lease', () => {
  /** Keys whose Redis is away from the first claim on, or whose records are lost. */
  function watchedKeys(replace: Keys['replace']) {
    const lines: string[] = []
    const watched = createLogger('test', 'info', { write: (line) => lines.push(line) })
    const said = () => lines.map((line) => JSON.parse(line))
    return { deps: { keys: { ...createMemoryKeys(), replace }, log: watched }, said }
  }
  const away = () => Promise.reject(new Error('redis is away'))
  const running = { level: 'warn', key: 'idem:orders:u1:k-1' }

  it.each([
    ['cannot be renewed', away, 'the lease of a running request was not renewed'],
    ['is lost', async () => false, 'the lease of a running request is lost'],
  ])('that %s is logged while the run goes on', async (_, replace, msg) => {
    const { deps, said } = watchedKeys(replace)
    const { promise, resolve } = Promise.withResolvers<typeof answer>()
    const run = withIdempotency(deps, { ...request, leaseSeconds: 0.03 }, () => promise)
    await expect.poll(() => said()[0]).toMatchObject({ ...running, msg })
    resolve(answer)
    await run.catch(() => {})
  })

  it('that cannot be released is logged, and the failure of the run is answered', async () => {
    const { deps, said } = watchedKeys(away)
    const refused = withIdempotency(deps, request, async () => {
      throw refuse('out_of_stock')
    })
    await expect(refused).rejects.toMatchObject({ code: 'out_of_stock' })
    expect(said()).toMatchObject([
      { ...running, msg: 'the lease of a failed request was not released' },
    ])
  })
})
