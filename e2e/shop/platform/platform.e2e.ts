import type { SagaOverview } from '@comptoir/contracts/platform/sagas'
import type { ServiceHealth } from '@comptoir/contracts/platform/service-health'
import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { eventually, newKey } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { buy, reach, register, sell } from '../../src/shopper.ts'

const { api, staff } = await openJourney()

describe('the platform', () => {
  it('tells that every service and its sidecar are well', async () => {
    const { body } = await api<{ services: ServiceHealth[]; silent: string[] }>(
      'GET /api/operations/services',
      { token: staff },
    )
    expect(body.silent).toEqual([])
    expect(body.services.map(({ service }) => service).toSorted()).toEqual(appIds.toSorted())
    for (const { ready, sidecar } of body.services) {
      expect(ready).toBe(true)
      expect(sidecar?.components.length).toBeGreaterThan(0)
    }
  })

  it('is for staff only', async () => {
    const { token } = await register(api)
    for (const path of [
      '/api/operations/services',
      '/api/operations/topics',
      '/api/sagas?state=pending',
    ])
      expect((await api(`GET ${path}`, { token })).status).toBe(403)
  })
})

describe('sagas', () => {
  it('are started again and compensated by staff, with a reason', async () => {
    const sku = await sell(api, staff, { price: 1500, stock: 1 })
    const { shopper, order } = await buy(api, sku, 'pm_card_authenticationRequired')
    const { orderId } = order
    const waiting = () =>
      api<{ items: SagaOverview[] }>('GET /api/sagas?state=awaiting_payment&limit=100', {
        token: staff,
      })
    const find = ({ items }: { items: SagaOverview[] }) =>
      items.find((saga) => saga.orderId === orderId)
    const act = (action: string) =>
      api<SagaOverview>(`POST /api/sagas/${orderId}/actions`, {
        ...{ token: staff, key: newKey() },
        body: { action, reason: 'tried by a journey' },
      })
    const before = await eventually(
      'the saga to wait for the payment',
      async () => find((await waiting()).body),
      (saga) => saga?.engineStatus === 'running',
    )
    expect((await act('wake')).body).toMatchObject({ instanceId: before?.instanceId })
    const renewed = (await act('retry')).body
    expect(renewed.instanceId).not.toBe(before?.instanceId)
    expect((await act('compensate')).status).toBe(200)
    const ended = await reach(api, shopper, orderId, 'cancelled')
    expect(ended.history.filter(({ type }) => type === 'awaiting_payment')).toHaveLength(1)
    expect((await act('wake')).body).toMatchObject({ code: 'transition_refused' })
  })
})
