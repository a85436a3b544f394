import type { Sidecar, SidecarAnswer, SidecarRequest } from '@comptoir/dapr/sidecar/sidecar'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createUpstream } from './upstream.ts'

// the promises of Node's own timers are not faked: here they are made of those that are
vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
}))

beforeEach(() => {
  vi.useFakeTimers()
  // pauses as they are on average
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const read = { method: 'GET', target: '/api/products', headers: {}, timeoutMs: 15_000 }

/** A sidecar that cannot deliver anything, health included, for some milliseconds from now. */
function sidecarWithGap(gapMs: number) {
  const asked: SidecarRequest[] = []
  const endsAt = performance.now() + gapMs
  const answered = { status: 200, headers: { 'comptoir-service': 'catalog' } }
  const notDelivered = { status: 500, headers: {} }
  const sidecar: Pick<Sidecar, 'request'> = {
    async request(input): Promise<SidecarAnswer> {
      asked.push(input)
      const outcome = performance.now() < endsAt ? notDelivered : answered
      return { ...outcome, body: Buffer.alloc(0) }
    },
  }
  return { upstream: createUpstream(sidecar), asked }
}

/** A pod that stops: nobody listens behind its sidecar for some milliseconds, then the sidecar breaks each call that it has. */
function sidecarOfStoppingPod(refusingMs: number) {
  const endsAt = performance.now() + refusingMs
  let breaks = 2
  const answerNow = () => {
    if (performance.now() < endsAt)
      return { status: 500, headers: {}, body: Buffer.from('connect: connection refused') }
    const isBroken = breaks-- > 0
    const headers = isBroken ? {} : { 'comptoir-service': 'catalog' }
    return { status: isBroken ? 500 : 200, headers, body: Buffer.alloc(0) }
  }
  return createUpstream({ request: async (): Promise<SidecarAnswer> => answerNow() })
}

/** The status of a request, or the code of its refusal, and after how many milliseconds. */
async function outcomeOf(answer: Promise<{ readonly status: number }>) {
  const startedAt = performance.now()
  const outcome = await answer.then(
    ({ status }) => status,
    ({ code }: { code: string }) => code,
  )
  return { outcome, ms: performance.now() - startedAt }
}

/** Requests that begin every 100 ms, for some milliseconds. */
async function sendSteadily(forMs: number, send: () => Promise<{ readonly status: number }>) {
  const outcomes: ReturnType<typeof outcomeOf>[] = []
  for (let ms = 0; ms < forMs; ms += 100) {
    outcomes.push(outcomeOf(send()))
    await vi.advanceTimersByTimeAsync(100)
  }
  await vi.advanceTimersByTimeAsync(10_000)
  return await Promise.all(outcomes)
}

describe('a service that the sidecar does not reach', () => {
  it.each([2_000, 2_500])('fails no read when it is back after %d ms', async (gapMs) => {
    const { upstream } = sidecarWithGap(gapMs)
    const outcomes = await sendSteadily(3_000, () => upstream('catalog', read))
    expect(outcomes).toHaveLength(30)
    expect(outcomes.filter(({ outcome }) => outcome !== 200)).toEqual([])
  })

  it('lets no read wait longer than 4 s when it stays away', async () => {
    const { upstream } = sidecarWithGap(60_000)
    const outcomes = await sendSteadily(100, () => upstream('catalog', read))
    expect(outcomes).toEqual([{ outcome: 'dependency_unavailable', ms: expect.any(Number) }])
    expect(outcomes[0]?.ms).toBeGreaterThan(2_500)
    expect(outcomes[0]?.ms).toBeLessThan(4_000)
  })

  it('fails no read while the sidecar of a pod outlives its app, and breaks the connection at its end', async () => {
    const upstream = sidecarOfStoppingPod(3_200)
    const reads = await sendSteadily(3_000, () => upstream('catalog', read))
    expect(new Set(reads.map(({ outcome }) => outcome))).toEqual(new Set([200]))
  })

  it('is not asked again as soon as its circuit is open: reads are refused at once', async () => {
    const { upstream, asked } = sidecarWithGap(60_000)
    await sendSteadily(3_500, () => upstream('catalog', read))
    const reads = () => asked.filter(({ path }) => !path.endsWith('/healthz')).length
    const before = reads()
    const refused = await outcomeOf(upstream('catalog', read))
    expect(refused).toEqual({ outcome: 'dependency_unavailable', ms: 0 })
    expect(reads()).toBe(before)
  })

  it('is asked no longer than the time limit of the request', async () => {
    const { upstream } = sidecarWithGap(60_000)
    const short = { ...read, timeoutMs: 1_000 }
    const [only] = await sendSteadily(100, () => upstream('catalog', short))
    expect(only?.outcome).toBe('dependency_unavailable')
    expect(only?.ms).toBeLessThanOrEqual(1_000)
  })
})

/** A sidecar whose first call goes down with a pod: nothing comes back before its time is up. */
function sidecarLosingOneCall() {
  let calls = 0
  const sidecar: Pick<Sidecar, 'request'> = {
    request: ({ timeoutMs }) => {
      const isLost = calls++ === 0
      const answered = { status: 200, headers: { 'comptoir-service': 'catalog' } }
      return new Promise((resolve, reject) => {
        if (isLost) setTimeout(() => reject(new Error('no answer in time')), timeoutMs)
        else resolve({ ...answered, body: Buffer.alloc(0) })
      })
    },
  }
  return { upstream: createUpstream(sidecar), calls: () => calls }
}

describe('a call that is lost with the pod that had it', () => {
  it('is asked once more, beside the first, when it is a read', async () => {
    const { upstream } = sidecarLosingOneCall()
    const [only] = await sendSteadily(100, () => upstream('catalog', read))
    expect(only).toEqual({ outcome: 200, ms: 4_000 })
  })

  it.each(['POST', 'PUT', 'DELETE'])(
    'is not asked beside itself when it is a %s',
    async (method) => {
      const { upstream, calls } = sidecarLosingOneCall()
      await sendSteadily(100, () => upstream('catalog', { ...read, method, timeoutMs: 8_000 }))
      expect(calls()).toBe(1)
    },
  )
})
