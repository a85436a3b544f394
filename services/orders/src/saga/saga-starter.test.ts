import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { anOrder, at } from '../../test/samples.ts'
import { renewSagaId } from '../order/order-sagas.ts'
import { createSagaControl } from './saga-starter.ts'

const turns = { lastTurnAt: new Date(at) }

function control(listened: string[] = []) {
  const asked: string[] = []
  const sagas = createSagaControl({
    engine: {
      start: async (name, id) => void asked.push(`start ${name} ${id}`),
      raise: async (id, event) => asked.push(`raise ${event} ${id}`) > 0,
      state: async (id) => {
        if (id === 'ord_9') return undefined
        return { status: id === 'ord_8' ? 'terminated' : 'pending', ...turns }
      },
      nextTurnBy: async () => new Date(at),
      terminate: async (id) => void asked.push(`terminate ${id}`),
      purge: async (id) => (asked.push(`purge ${id}`) > 0 ? 'purged' : 'none'),
    },
    settings: fixedSettings({ orders: { paymentDeadlineSeconds: 600 } }),
    fulfilmentDeadlineSeconds: 600,
    orderSaga: 'order-saga.newest',
    listeners: { hasListener: (orderId) => listened.includes(orderId) },
    log: silentLog(),
  })
  return { sagas, asked }
}

describe('the control of sagas', () => {
  it('starts new orders with the newest version', async () => {
    const { sagas, asked } = control()
    await sagas.startOrderSaga(anOrder())
    expect(asked).toEqual(['start order-saga.newest ord_1'])
  })

  it('raises a signal only for an order that no step listens to', async () => {
    const { sagas, asked } = control(['ord_1'])
    await sagas.signal(anOrder(), 'payment')
    await sagas.signal(anOrder({ orderId: 'ord_2' }), 'payment')
    expect(asked).toEqual(['raise payment ord_2'])
  })

  it('starts and signals the instance that works on an order now', async () => {
    const { sagas, asked } = control()
    const order = renewSagaId(renewSagaId(anOrder(), 'order', at), 'cancel', at)
    await sagas.startOrderSaga(order)
    await sagas.signal(order, 'cancel')
    await sagas.startCancelSaga(order)
    const run = Date.parse(at).toString(36)
    expect(asked).toEqual([
      `start order-saga.newest ord_1-${run}`,
      `raise cancel ord_1-${run}`,
      `start cancel-saga.v1 ord_1-cancel-${run}`,
    ])
  })

  it('tells when an instance that runs, or is about to, took its last turn', async () => {
    const { sagas } = control()
    expect(await sagas.running('ord_1')).toMatchObject(turns)
    expect(await sagas.running('ord_8')).toBeUndefined()
    expect(await sagas.running('ord_9')).toBeUndefined()
  })
})
