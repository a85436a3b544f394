import { reserveStock } from '@comptoir/contracts/inventory/internal-routes'
import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { type Fault, readFaults, readHeap } from '@comptoir/contracts/platform/faults'
import { createServiceApp } from '@comptoir/service/app'
import { silentLog } from '@comptoir/service/test/silent-log'
import { appTokenHeaders, createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { on } from '../events/subscriptions.ts'
import type { Client } from '../sidecar/invoke.ts'
import {
  attachFaults,
  createFaults,
  faultyClient,
  faultyOperations,
  faultyPublish,
  faultySubscribers,
} from './faults.ts'

const fault = (mode: Fault['mode'], more: Partial<Fault> = {}): Fault => ({
  ...{ point: 'activity:pay', mode, times: 1, match: '', delayMs: 5 },
  ...more,
})

function setUp(...planned: Fault[]) {
  const did: string[] = []
  const faults = createFaults(() => did.push('crash'))
  faults.add(planned)
  const act = (name: string, subject = name) =>
    faults.around('activity:pay', subject, async () => {
      did.push(name)
      return name
    })
  return { did, faults, act }
}

describe('a fault', () => {
  it('strikes as often as it says, then never again', async () => {
    const { act, did, faults } = setUp(fault('throw_before', { times: 2 }))
    await expect(act('a')).rejects.toThrow('a fault fails it')
    await expect(act('a')).rejects.toThrow('a fault fails it')
    expect(await act('a')).toBe('a')
    expect(did).toEqual(['a'])
    expect(faults.report()).toEqual({ faults: [], struck: { 'activity:pay throw_before': 2 } })
  })

  it('strikes only the subject that it names', async () => {
    const { act } = setUp(fault('throw_before', { match: '7' }))
    expect(await act('a', 'ord_6')).toBe('a')
    await expect(act('b', 'ord_7')).rejects.toThrow()
  })

  it('refuses, or loses the answer to what did happen', async () => {
    const { act, did } = setUp(fault('refuse'), fault('lose_answer'))
    await expect(act('a')).rejects.toMatchObject({ code: 'transition_refused' })
    await expect(act('b')).rejects.toMatchObject({ code: 'dependency_unavailable' })
    expect(did).toEqual(['b'])
  })

  it('loses what was to happen at any point that a star stands for', async () => {
    const { act, did, faults } = setUp(fault('lose', { point: 'activity:*', times: 2 }))
    expect(await act('a')).toBeUndefined()
    expect(await faults.around('event:said', 'x', async () => 'heard')).toBe('heard')
    expect([did, faults.report().faults.length]).toEqual([[], 1])
  })

  it('ends the process before the effect, or after it', async () => {
    const { act, did } = setUp(fault('crash_before'), fault('crash_after'))
    await act('a')
    await act('b')
    expect(did).toEqual(['crash', 'a', 'b', 'crash'])
  })

  it('lets it happen late, twice, or after the next', async () => {
    const { act, did } = setUp(fault('delay', { match: 'l' }))
    await Promise.all([act('late', 'l'), act('soon')])
    expect(did).toEqual(['soon', 'late'])
    const twice = setUp(fault('duplicate'))
    expect(await twice.act('a')).toBe('a')
    expect(twice.did).toEqual(['a', 'a'])
    const turned = setUp(fault('reorder'))
    await Promise.all([turned.act('first'), turned.act('second')])
    expect(turned.did).toEqual(['second', 'first'])
  })
})

describe('points', () => {
  const refusing = (point: string) => {
    const faults = createFaults()
    faults.add([fault('refuse', { point })])
    return faults
  }

  it('stand before handlers, calls, publications and named operations', async () => {
    const handlers = faultySubscribers(refusing(`event:${OrderConfirmed.type}`), [
      on(OrderConfirmed, async () => undefined),
    ])
    const meta = { id: '1', type: OrderConfirmed.type, subject: 'ord_1', version: 1, time: '' }
    await expect(handlers[0]?.handle({}, meta)).rejects.toMatchObject({
      code: 'transition_refused',
    })
    const point = `call:inventory:put ${reserveStock.path}`
    const client = (async () => ({})) as unknown as Client
    const call = faultyClient(refusing(point), 'inventory', client) as () => Promise<unknown>
    const route = reserveStock as never
    await expect((call as (...a: unknown[]) => Promise<unknown>)(route)).rejects.toThrow()
    const publish = faultyPublish(refusing('publish:said'), async () => undefined)
    await expect(publish({ type: 'said', subject: 'x' } as never)).rejects.toThrow()
    const operations = { pay: async () => 'paid', name: 'shop' }
    const faulty = faultyOperations(refusing('provider:pay'), 'provider', {
      operations,
      of: ['pay'],
    })
    await expect(faulty.pay()).rejects.toThrow()
    expect([await faulty.pay(), faulty.name]).toEqual(['paid', 'shop'])
  })

  it('are not there without faults: the very same functions come back', () => {
    const client = (async () => ({})) as unknown as Client
    const operations = { pay: async () => 'paid' }
    const publish = async () => undefined
    expect(faultyClient(undefined, 'inventory', client)).toBe(client)
    expect(faultyPublish(undefined, publish)).toBe(publish)
    expect(faultyOperations(undefined, 'provider', { operations, of: ['pay'] })).toBe(operations)
  })
})

describe('the operations that plan faults', () => {
  const { verify } = createTestVerifier()
  const start = () =>
    createServiceApp({
      ...{ appId: 'orders', title: 'Orders', description: '', verify },
      ...{ log: silentLog(), appToken: 'token' },
    })
  const headers = appTokenHeaders('token', 'gateway')

  it('take a plan, show it, and forget it, through a sidecar only', async () => {
    const app = start()
    attachFaults(app, createFaults())
    const plan = { faults: [{ point: 'activity:pay', mode: 'refuse' }] }
    const put = await app.request(readFaults.path, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(plan),
    })
    expect(await put.json()).toMatchObject({ faults: [{ point: 'activity:pay', times: 1 }] })
    expect((await app.request(readFaults.path)).status).toBe(403)
    const cleared = await app.request(readFaults.path, { method: 'DELETE', headers })
    expect(await cleared.json()).toEqual({ faults: [], struck: {} })
  })

  it('weigh the process for the gateway, and for nobody else', async () => {
    const app = start()
    attachFaults(app, createFaults())
    const weighed = await app.request(readHeap.path, { headers })
    expect(await weighed.json()).toMatchObject({ heapUsedBytes: expect.any(Number) })
    expect((await app.request(readHeap.path)).status).toBe(403)
  })

  it.for([readFaults.path, readHeap.path])(
    '%s is in no app that was not given any',
    async (path) => {
      expect((await start().request(path, { headers })).status).toBe(403)
    },
  )
})
