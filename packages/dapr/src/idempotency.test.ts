import { refuse } from '@comptoir/service/refusal'
import { describe, expect, it } from 'vitest'
import { withIdempotency } from './idempotency.ts'
import { createMemoryKeys } from './keys.ts'

const request = { scope: 'orders:u1', key: 'k-1', fingerprint: '{"a":1}', leaseSeconds: 30 }
const answer = { status: 201, body: { id: 'o1' } }

describe('the same request again', () => {
  it('gets the same answer and runs nothing', async () => {
    const keys = createMemoryKeys()
    const first = await withIdempotency(keys, request, async () => answer)
    const second = await withIdempotency(keys, request, async () => ({ status: 500, body: {} }))
    expect(first).toEqual({ ...answer, replayed: false })
    expect(second).toEqual({ ...answer, replayed: true })
  })

  it('is refused with another body', async () => {
    const keys = createMemoryKeys()
    await withIdempotency(keys, request, async () => answer)
    const other = withIdempotency(keys, { ...request, fingerprint: '{"a":2}' }, async () => answer)
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  })

  it('is refused while the first still runs', async () => {
    const keys = createMemoryKeys()
    const { promise, resolve } = Promise.withResolvers<typeof answer>()
    const first = withIdempotency(keys, request, () => promise)
    const second = withIdempotency(keys, request, async () => answer)
    await expect(second).rejects.toMatchObject({ code: 'request_running' })
    resolve(answer)
    expect(await first).toMatchObject({ replayed: false })
  })

  it('runs when the first was refused or failed', async () => {
    const keys = createMemoryKeys()
    const refused = withIdempotency(keys, request, async () => {
      throw refuse('out_of_stock')
    })
    await expect(refused).rejects.toMatchObject({ code: 'out_of_stock' })
    expect(await withIdempotency(keys, request, async () => answer)).toMatchObject(answer)
  })

  it('runs when the first crashed and its lease is over', async () => {
    let nowMs = 0
    const keys = createMemoryKeys(() => nowMs)
    const stuck = new Promise<typeof answer>(() => {})
    void withIdempotency(keys, { ...request, leaseSeconds: 3_600 }, () => stuck)
    nowMs = 3_600_001
    expect(await withIdempotency(keys, request, async () => answer)).toMatchObject(answer)
  })
})
