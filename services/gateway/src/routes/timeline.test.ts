import { readHandled, readLogOfOrder, readSagas } from '@comptoir/contracts/platform/timeline'
import type { AppId } from '@comptoir/contracts/topology'
import { type Client, createClients } from '@comptoir/dapr/sidecar/invoke'
import { createServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { healthOf } from '../../test/health.ts'
import { addOperationRoutes } from './operations.ts'

const { verify, headersFor } = createTestVerifier()
const path = '/api/operations/orders/ord_0123456789a/timeline?since=2026-11-21T10:00:00.000Z'
const second = (n: number) => `2026-11-21T10:00:0${n}.000Z`

const eventOf = (source: string, time: string) => ({
  id: `${source}:1:0`,
  source,
  type: `comptoir.${source}.thing.v1`,
  subject: 'x',
  time,
  aggregateversion: 1,
  position: '1-0',
})
const sagas = [{ instanceId: 'ord_0123456789a', status: 'completed', steps: [] }]

const times: Partial<Record<AppId, string>> = { orders: second(2), payments: second(1) }

function logOf(appId: AppId) {
  const time = times[appId]
  return { events: time ? [eventOf(appId, time)] : [] }
}

function handledBy(appId: AppId) {
  const { id, source, type } = eventOf('orders', '')
  return { items: appId === 'payments' ? [{ id, source, type, at: second(3) }] : [] }
}

/** Orders spoke second, payments first, and heard of orders; billing is down. */
function client(appId: AppId): Client {
  const answers: Record<string, object> = {
    [readSagas.path]: { sagas },
    [readLogOfOrder.path]: logOf(appId),
    [readHandled.path]: handledBy(appId),
  }
  const answer = async (route: { path: string }) => {
    if (appId === 'billing') throw refuse('dependency_unavailable', 'billing: no answer')
    return answers[route.path]
  }
  return answer as unknown as Client
}

async function as(role: 'staff' | 'customer') {
  const info = { appId: 'gateway', title: 'Gateway', description: '' }
  const app = createServiceApp({ ...info, verify, log: silentLog(), appToken: 'token' })
  addOperationRoutes(app, { clients: createClients(client), health: healthOf('gateway') })
  const answer = await app.request(path, {
    headers: await headersFor({ id: role, roles: [role] }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

describe('the timeline of an order', () => {
  it('puts the logs of all services in the order of time, with who handled what, and who is silent', async () => {
    const { status, body } = await as('staff')
    expect(status).toBe(200)
    expect(body).toEqual({
      events: [
        { ...eventOf('payments', second(1)), handled: [] },
        { ...eventOf('orders', second(2)), handled: [{ service: 'payments', at: second(3) }] },
      ],
      sagas,
      silent: ['billing'],
    })
  })

  it('is for staff', async () => {
    expect((await as('customer')).status).toBe(403)
  })
})
