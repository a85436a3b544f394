import type { Sidecar, SidecarAnswer, SidecarRequest } from '@comptoir/dapr/sidecar/sidecar'
import { describe, expect, it } from 'vitest'
import { createUpstream } from './upstream.ts'

const get = { method: 'GET', target: '/api/orders', headers: {}, timeoutMs: 200 }

/** A sidecar that never answers; it fails a call when its time is up or nobody waits for it. */
function silentSidecar() {
  const asked: SidecarRequest[] = []
  const sidecar: Pick<Sidecar, 'request'> = {
    request: (input) =>
      new Promise<SidecarAnswer>((_, reject) => {
        asked.push(input)
        setTimeout(() => reject(new Error('no answer in time')), input.timeoutMs)
        input.signal?.addEventListener('abort', () => reject(new Error('nobody waits')))
      }),
  }
  return { sidecar, asked }
}

describe('a service that never answers', () => {
  it('is waited for as long as one bound says, whatever the number of tries', async () => {
    const { sidecar, asked } = silentSidecar()
    const startedAt = performance.now()
    const answer = createUpstream(sidecar, [1, 1])('orders', get)
    await expect(answer).rejects.toMatchObject({ code: 'dependency_unavailable' })
    expect(asked.reduce((sum, { timeoutMs = 0 }) => sum + timeoutMs, 0)).toBeLessThan(250)
    expect(performance.now() - startedAt).toBeLessThan(2_000)
  })

  it('is asked no longer when the client leaves', async () => {
    const { sidecar, asked } = silentSidecar()
    const client = new AbortController()
    const request = { ...get, timeoutMs: 60_000, signal: client.signal }
    const answer = createUpstream(sidecar, [1, 1])('orders', request)
    client.abort()
    await expect(answer).rejects.toMatchObject({ code: 'dependency_unavailable' })
    expect(asked).toHaveLength(1)
  })
})
