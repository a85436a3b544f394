import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createInvoke } from './invocation.ts'
import type { SidecarRequest } from './sidecar.ts'

const request: SidecarRequest = { method: 'GET', path: '/api/orders' }

/** A sidecar whose target is down, or up. */
function switchable() {
  const target = { isUp: false, asked: 0 }
  const sidecar = {
    async request() {
      target.asked += 1
      if (!target.isUp) throw new Error('no answer in 15000 ms')
      return { status: 200, headers: { 'comptoir-service': 'orders' }, body: Buffer.alloc(0) }
    },
  }
  return { target, invoke: createInvoke(sidecar, 'orders') }
}

async function ask(invoke: ReturnType<typeof createInvoke>, times: number): Promise<string[]> {
  const kinds: string[] = []
  for (let n = 0; n < times; n++) kinds.push((await invoke(request)).kind)
  return kinds
}

describe('the circuit breaker of a service', () => {
  it('opens after ten calls in a row without an answer, and asks no more', async () => {
    const { target, invoke } = switchable()
    expect(new Set(await ask(invoke, 10))).toEqual(new Set(['no answer']))
    expect(await ask(invoke, 5)).toEqual(Array(5).fill('open'))
    expect(target.asked).toBe(10)
  })

  it('stays closed while some calls are answered', async () => {
    const { target, invoke } = switchable()
    for (let n = 0; n < 30; n++) {
      target.isUp = n % 5 === 0
      expect((await invoke(request)).kind).toBe(target.isUp ? 'answer' : 'no answer')
    }
  })

  it('closes again with the first answer, two seconds later', async () => {
    const { target, invoke } = switchable()
    await ask(invoke, 11)
    target.isUp = true
    expect(await ask(invoke, 1)).toEqual(['open'])
    await sleep(2_100)
    expect(await ask(invoke, 3)).toEqual(['answer', 'answer', 'answer'])
  })

  it('is not opened by callers who left', async () => {
    const left = AbortSignal.abort()
    const sidecar = { request: () => Promise.reject(new Error('aborted')) }
    const invoke = createInvoke(sidecar, 'orders')
    for (let n = 0; n < 20; n++) await invoke({ ...request, signal: left }).catch(() => {})
    expect((await invoke(request)).kind).toBe('no answer')
  })
})
