import {
  checkAvailability,
  readReservation,
  reserveStock,
} from '@comptoir/contracts/inventory/internal-routes'
import { runWithTrace } from '@comptoir/service/observability/trace'
import { newTraceparent } from '@comptoir/service/test/new-traceparent'
import { describe, expect, it } from 'vitest'
import { createClient } from './invoke.ts'
import { type Sidecar, type SidecarAnswer, SidecarError, type SidecarRequest } from './sidecar.ts'

type Reply = { status?: number; body?: unknown; marker?: string } | Error

/** A sidecar that gives the replies in turn, the last one for ever, and keeps what it was asked. */
function sidecarReplying(...replies: Reply[]): Sidecar & { asked: SidecarRequest[] } {
  const asked: SidecarRequest[] = []
  return {
    asked,
    async request(input): Promise<SidecarAnswer> {
      const reply = replies[Math.min(asked.length, replies.length - 1)] ?? {}
      asked.push(input)
      if (reply instanceof Error) throw reply
      const { status = 200, body, marker = 'inventory' } = reply
      const headers = { 'comptoir-service': marker }
      return { status, headers, body: Buffer.from(JSON.stringify(body) ?? '') }
    },
    waitUntilReady: async () => {},
    metadata: async () => ({}),
    close: () => {},
  }
}

const reserved = { reservationId: 'res_1', status: 'reserved' }
const params = { reservationId: 'res/1' }
const body = { orderId: 'ord_1', lines: [{ sku: 'A', quantity: 1 }], holdSeconds: 60 }
const available = { items: [{ sku: 'A', available: 3 }] }

describe('a call', () => {
  it('sends what the route asks and gives back its parsed answer', async () => {
    const sidecar = sidecarReplying({ body: { ...reserved, unknown: true } })
    const answer = await createClient(sidecar, 'inventory')(reserveStock, { params, body })
    expect(answer).toEqual(reserved)
    const [sent] = sidecar.asked
    expect(sent).toMatchObject({
      method: 'PUT',
      path: '/v1.0/invoke/inventory/method/internal/reservations/res%252F1',
    })
    expect(JSON.parse(String(sent?.body))).toEqual(body)
  })

  it('carries the trace and acts for the user', async () => {
    const sidecar = sidecarReplying({ body: reserved })
    const traceparent = newTraceparent()
    await runWithTrace(traceparent, () =>
      createClient(sidecar, 'inventory')(readReservation, { params, token: 'T' }),
    )
    expect(sidecar.asked[0]?.headers).toMatchObject({ traceparent, authorization: 'Bearer T' })
  })

  it('throws the refusal of a problem answer, with its extensions', async () => {
    const problem = { type: 'x', title: 'x', status: 409, code: 'out_of_stock', shortages: [1] }
    const sidecar = sidecarReplying({ status: 409, body: problem })
    const call = createClient(sidecar, 'inventory')(reserveStock, { params, body })
    await expect(call).rejects.toMatchObject({
      code: 'out_of_stock',
      extensions: { shortages: [1] },
    })
    expect(sidecar.asked).toHaveLength(1)
  })

  it('does not believe an answer without the mark of the service, and asks again', async () => {
    const sidecar = sidecarReplying({ marker: '' }, { marker: 'orders' }, { body: reserved })
    expect(await createClient(sidecar, 'inventory')(reserveStock, { params, body })).toEqual(
      reserved,
    )
    expect(sidecar.asked).toHaveLength(3)
  })

  it('asks again after a 5xx or no answer, then gives up', async () => {
    const sidecar = sidecarReplying({ status: 500 }, new SidecarError('timeout'), { status: 503 })
    const call = createClient(sidecar, 'inventory')(readReservation, { params })
    await expect(call).rejects.toMatchObject({ code: 'dependency_unavailable' })
    expect(sidecar.asked).toHaveLength(4)
  })

  it('sends a POST once, unless it is said to be idempotent', async () => {
    const once = sidecarReplying({ status: 500 })
    const input = { body: { skus: ['A'] } }
    const call = createClient(once, 'inventory')(checkAvailability, input)
    await expect(call).rejects.toMatchObject({ code: 'dependency_unavailable' })
    expect(once.asked).toHaveLength(1)
    const again = sidecarReplying({ status: 500 }, { body: available })
    const retried = createClient(again, 'inventory')(checkAvailability, { ...input, retry: true })
    expect(await retried).toEqual(available)
  })

  it('refuses an answer that the contract does not know', async () => {
    const call = createClient(sidecarReplying({ body: { odd: 1 } }), 'inventory')
    const refused = call(checkAvailability, { body: { skus: ['A'] } })
    await expect(refused).rejects.toMatchObject({ code: 'dependency_unavailable' })
  })
})
