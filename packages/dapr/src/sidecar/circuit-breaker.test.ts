import { setTimeout as sleep } from 'node:timers/promises'
import { metricsText } from '@comptoir/service/observability/metrics'
import { describe, expect, it } from 'vitest'
import { createCircuitBreaker, measureCircuits } from './circuit-breaker.ts'
import { createInvoke } from './invocation.ts'
import type { SidecarAnswer, SidecarRequest } from './sidecar.ts'

const times = { suspectAfterMs: 50, pauseMs: 20 }

/** A breaker of a service whose health can be set. */
function breakerOf(target: string) {
  const service = { isHealthy: false, asked: 0 }
  const isHealthy = async () => {
    service.asked += 1
    await sleep(10)
    return service.isHealthy
  }
  const breaker = createCircuitBreaker(target, isHealthy, times)
  const openNow = async () => {
    breaker.admits()
    await sleep(70)
    breaker.admits()
    await expect.poll(() => breaker.admits()).toBe(false)
  }
  return { breaker, service, openNow }
}

describe('the circuit breaker of a service', () => {
  it('opens when the service answers nobody and does not say that it is well', async () => {
    const { breaker, service, openNow } = breakerOf('carts')
    expect([breaker.admits(), service.asked]).toEqual([true, 0])
    await openNow()
    expect(service.asked).toBeGreaterThan(0)
  })

  it('stays closed, however many calls fail, while the service says that it is well', async () => {
    const { breaker, service } = breakerOf('carts')
    service.isHealthy = true
    for (let n = 0; n < 40; n++) {
      expect(breaker.admits()).toBe(true)
      await sleep(10)
    }
    expect(service.asked).toBeGreaterThan(1)
    expect(service.asked).toBeLessThan(10)
  })

  it('asks for no health while somebody is answered', async () => {
    const { breaker, service } = breakerOf('carts')
    for (let n = 0; n < 20; n++) {
      expect(breaker.admits()).toBe(true)
      breaker.answered()
      await sleep(10)
    }
    expect(service.asked).toBe(0)
  })

  it('closes by itself: no call has to try', async () => {
    const { breaker, service, openNow } = breakerOf('carts')
    await openNow()
    service.isHealthy = true
    await sleep(100)
    expect(breaker.admits()).toBe(true)
  })

  it('closes as soon as the service is back, though a question before hangs', async () => {
    let state: 'down' | 'hanging' | 'well' = 'down'
    const isHealthy = async () => {
      if (state === 'hanging') await sleep(3_000)
      return state === 'well'
    }
    const breaker = createCircuitBreaker('carts', isHealthy, times)
    breaker.admits()
    await sleep(70)
    breaker.admits()
    await expect.poll(() => breaker.admits()).toBe(false)
    state = 'hanging'
    await sleep(100)
    state = 'well'
    await expect.poll(() => breaker.admits(), { timeout: 1_000 }).toBe(true)
  })

  it('closes when a call that still waits is answered', async () => {
    const { breaker, openNow } = breakerOf('carts')
    await openNow()
    breaker.answered()
    await expect.poll(() => breaker.admits()).toBe(true)
  })

  it('is measured as long as one with its target is open', async () => {
    measureCircuits()
    const open = 'comptoir_circuit_open{target="billing"} 1'
    const [first, second] = [breakerOf('billing'), breakerOf('billing')]
    await first.openNow()
    await second.openNow()
    expect((await metricsText()).text).toContain(open)
    first.service.isHealthy = true
    await expect.poll(() => first.breaker.admits()).toBe(true)
    expect((await metricsText()).text).toContain(open)
    second.service.isHealthy = true
    await expect.poll(async () => (await metricsText()).text).not.toContain(open)
  })
})

const waitMs = 3_100
const answer: SidecarAnswer = {
  status: 200,
  headers: { 'comptoir-service': 'orders' },
  body: Buffer.alloc(0),
}

/** A sidecar whose target may answer its health, and nothing else. */
function sidecarOf(health: 'well' | 'silent') {
  const asked: SidecarRequest[] = []
  const sidecar = {
    async request(input: SidecarRequest) {
      asked.push(input)
      if (input.path.endsWith('/healthz') && health === 'well') return answer
      throw new Error('no answer in time')
    },
  }
  const healthAsked = () => asked.filter(({ path }) => path.endsWith('/healthz'))
  return { invoke: createInvoke(sidecar, 'orders'), healthAsked }
}

describe('calls to a service', () => {
  const get: SidecarRequest = { method: 'GET', path: '/api/orders' }

  it('are refused without being sent when it does not answer its health either', async () => {
    const { invoke, healthAsked } = sidecarOf('silent')
    expect((await invoke(get)).kind).toBe('no answer')
    await sleep(waitMs)
    await invoke(get)
    await sleep(20)
    expect((await invoke(get)).kind).toBe('open')
    const [question] = healthAsked()
    expect(question).toMatchObject({ timeoutMs: 3_000, ownConnection: true })
    expect(question?.path).toBe('/v1.0/invoke/orders/method/healthz')
  })

  it.each([
    ['take too long', {}],
    ['are left by their clients', { signal: AbortSignal.abort() }],
    ['ask to wait', { headers: { prefer: 'wait=30' }, timeoutMs: 35_000 }],
  ])('of one client are not refused to others, however many %s', async (_, more) => {
    const { invoke, healthAsked } = sidecarOf('well')
    const flood = () =>
      Promise.all(Array.from({ length: 50 }, () => invoke({ ...get, ...more }).catch(() => {})))
    await flood()
    await sleep(waitMs)
    await flood()
    expect((await invoke(get)).kind).toBe('no answer')
    expect(healthAsked()).toHaveLength(1)
  })
})
