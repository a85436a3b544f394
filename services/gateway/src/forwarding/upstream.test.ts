import type { Sidecar, SidecarAnswer, SidecarRequest } from '@comptoir/dapr/sidecar/sidecar'
import { describe, expect, it } from 'vitest'
import { createUpstream } from './upstream.ts'

const pauses = { repeatable: [1, 1], 'not handled': [1, 1, 1] }
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
    const answer = createUpstream(sidecar, pauses)('orders', get)
    await expect(answer).rejects.toMatchObject({ code: 'dependency_unavailable' })
    expect(asked.reduce((sum, { timeoutMs = 0 }) => sum + timeoutMs, 0)).toBeLessThan(250)
    expect(performance.now() - startedAt).toBeLessThan(2_000)
  })

  it('is asked no longer when the client leaves', async () => {
    const { sidecar, asked } = silentSidecar()
    const client = new AbortController()
    const request = { ...get, timeoutMs: 60_000, signal: client.signal }
    const answer = createUpstream(sidecar, pauses)('orders', request)
    client.abort()
    await expect(answer).rejects.toMatchObject({ code: 'dependency_unavailable' })
    expect(asked).toHaveLength(1)
  })
})

/** A sidecar that gives the replies in turn, the last one for ever. */
function sidecarReplying(...replies: Partial<SidecarAnswer>[]) {
  const asked: SidecarRequest[] = []
  const sidecar: Pick<Sidecar, 'request'> = {
    async request(input) {
      const reply = replies[Math.min(asked.length, replies.length - 1)]
      asked.push(input)
      return { status: 200, headers: {}, body: Buffer.alloc(0), ...reply }
    },
  }
  return { sidecar, asked }
}

describe('a request that was surely not handled', () => {
  const post = { ...get, method: 'POST', timeoutMs: 5_000 }
  const stopping = {
    status: 503,
    headers: { 'comptoir-service': 'orders', 'comptoir-not-handled': 'stopping' },
  }
  const nobody = {
    status: 500,
    body: Buffer.from('dial tcp 10.0.0.1: connect: connection refused'),
  }
  const done = { status: 201, headers: { 'comptoir-service': 'orders' } }

  it.each([
    ['the service is stopping', stopping],
    ['nobody listens at its port', nobody],
  ])('is sent again though it is no idempotent one: %s', async (_, reply) => {
    const { sidecar, asked } = sidecarReplying(reply, done)
    expect(await createUpstream(sidecar, pauses)('orders', post)).toMatchObject({ status: 201 })
    expect(asked).toHaveLength(2)
  })

  it('is not sent again for ever', async () => {
    const { sidecar, asked } = sidecarReplying(stopping)
    const answer = createUpstream(sidecar, pauses)('orders', post)
    await expect(answer).rejects.toMatchObject({ code: 'dependency_unavailable' })
    expect(asked).toHaveLength(4)
  })

  it('is sent once when the service may have done it, and what the sidecar said is for the log', async () => {
    const body = Buffer.from('{"message":"Get \\"http://127.0.0.1:1/a?email=x@y.example\\": EOF"}')
    const { sidecar, asked } = sidecarReplying({ status: 500, body })
    const answer = createUpstream(sidecar, pauses)('orders', post)
    await expect(answer).rejects.toMatchObject({
      code: 'dependency_unavailable',
      detail: 'orders does not answer',
      cause: '500 {"message":"Get \\"http://127.0.0.1:1/a?…\\": EOF"}',
    })
    expect(asked).toHaveLength(1)
  })
})
