import { silentLog } from '@comptoir/service/testing'
import { describe, expect, it } from 'vitest'
import { anOrder } from '../../test/samples.ts'
import { createSagaControl } from './control.ts'

function control(visited: string[] = []) {
  const asked: string[] = []
  const sagas = createSagaControl({
    engine: {
      start: async (name, id) => void asked.push(`start ${name} ${id}`),
      raise: async (id, event) => asked.push(`raise ${event} ${id}`) > 0,
    },
    settings: { paymentDeadlineSeconds: 600, fulfilmentDeadlineSeconds: 600 },
    orderSaga: 'order-saga.newest',
    isVisited: (orderId) => visited.includes(orderId),
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

  it('raises a signal only for an order that no step is with', async () => {
    const { sagas, asked } = control(['ord_1'])
    await sagas.signal('ord_1', 'payment')
    await sagas.signal('ord_2', 'payment')
    expect(asked).toEqual(['raise payment ord_2'])
  })
})
