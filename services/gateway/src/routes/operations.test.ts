import { readConsumption } from '@comptoir/contracts/platform/consumption'
import {
  discardDeadLetter,
  replayDeadLetter,
  replayDeadLetters,
} from '@comptoir/contracts/platform/dead-letters'
import { readServiceHealth } from '@comptoir/contracts/platform/service-health'
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
const info = { appId: 'gateway', title: 'Gateway', description: '' }
const letter = {
  id: 'one',
  reason: 'ill',
  receivedAt: '2026-11-21T10:00:00.000Z',
  event: {
    specversion: '1.0',
    id: 'x:1:0',
    source: 'orders',
    type: 'comptoir.orders.order-created.v1',
    subject: 'ord_1',
    time: '2026-11-21T10:00:00.000Z',
    datacontenttype: 'application/json',
    aggregateversion: 1,
    data: {},
  },
}

const answers: Readonly<Record<string, (appId: AppId) => unknown>> = {
  [readConsumption.path]: (appId) => ({ service: appId, unsent: 0, producers: [] }),
  [replayDeadLetter.path]: () => letter,
  [discardDeadLetter.path]: () => letter,
  [replayDeadLetters.path]: () => ({ replayed: 1, failed: [] }),
  [readServiceHealth.path]: (appId) => healthOf(appId)(),
}

type Asked = { readonly path: string; readonly body?: object }

/** Services that answer for themselves, except that billing is down. */
function client(appId: AppId, asked: Asked[] = []): Client {
  const answer = async (route: { path: string }, input: { body?: object } = {}) => {
    asked.push({ path: route.path, ...(input.body && { body: input.body }) })
    if (appId === 'billing') throw refuse('dependency_unavailable', 'billing: no answer')
    const known = answers[route.path]
    if (known) return known(appId)
    return { items: appId === 'payments' ? [letter] : [] }
  }
  return answer as unknown as Client
}

function gateway() {
  const app = createServiceApp({ ...info, verify, log: silentLog(), appToken: 'token' })
  const asked: Asked[] = []
  const clients = createClients((appId) => client(appId, asked))
  addOperationRoutes(app, { clients, health: healthOf('gateway') })
  const as = async (role: 'staff' | 'customer', path: string, method = 'GET', body?: object) => {
    const answer = await app.request(path, {
      method,
      headers: {
        ...(await headersFor({ id: role, roles: [role] })),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  return { app, as, asked }
}

describe('operations', () => {
  it('asks every service how far it is, and names those that do not answer', async () => {
    const { as } = gateway()
    const { status, body } = await as('staff', '/api/operations/consumption')
    expect([status, body['silent']]).toEqual([200, ['billing']])
    expect(body['services']).toContainEqual({ service: 'orders', unsent: 0, producers: [] })
  })

  it('lists dead letters with their service, and replays one', async () => {
    const { as } = gateway()
    const { body } = await as('staff', '/api/operations/dead-letters')
    expect(body['items']).toEqual([{ ...letter, service: 'payments' }])
    const path = '/api/operations/dead-letters/payments/one/replay'
    expect(await as('staff', path, 'POST')).toEqual({ status: 200, body: letter })
  })

  it('tells how each service is, itself among them, and who is silent', async () => {
    const { as } = gateway()
    const { status, body } = await as('staff', '/api/operations/services')
    const names = (body['services'] as { service: string }[]).map(({ service }) => service)
    expect([status, names[0], body['silent']]).toEqual([200, 'gateway', ['billing']])
    expect(names).toContain('orders')
  })

  it('lists the kinds of event with who says and who hears them', async () => {
    const { as } = gateway()
    const { body } = await as('staff', '/api/operations/topics')
    const placed = (body['items'] as { topic: string }[]).find(
      ({ topic }) => topic === 'comptoir.orders.order-created.v1',
    )
    expect(placed).toMatchObject({
      producer: 'orders',
      consumers: expect.arrayContaining(['carts']),
    })
  })

  it('hands the decision on a dead letter to its service, with who decided', async () => {
    const { as, asked } = gateway()
    const path = '/api/operations/dead-letters/payments'
    expect((await as('staff', path)).body['items']).toEqual([letter])
    await as('staff', `${path}/one/discard`, 'POST', { reason: 'sent by a test' })
    await as('staff', `${path}/replay`, 'POST', { type: letter.event.type })
    expect(asked.map(({ body }) => body)).toEqual(
      expect.arrayContaining([
        { by: 'staff', reason: 'sent by a test' },
        { type: letter.event.type, by: 'staff' },
      ]),
    )
  })

  it('is for staff', async () => {
    const { app, as } = gateway()
    for (const path of ['/api/operations/consumption', '/api/operations/dead-letters']) {
      expect((await as('customer', path)).status).toBe(403)
      expect((await app.request(path)).status).toBe(401)
    }
    const path = '/api/operations/dead-letters/payments/one/replay'
    expect((await as('customer', path, 'POST')).status).toBe(403)
  })

  it('refuses a service that there is not, and says when one is down', async () => {
    const { as } = gateway()
    const path = (service: string) => `/api/operations/dead-letters/${service}/one/replay`
    expect((await as('staff', path('nobody'), 'POST')).status).toBe(400)
    expect((await as('staff', path('billing'), 'POST')).status).toBe(503)
  })
})
