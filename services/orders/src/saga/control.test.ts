import { silentLog } from '@comptoir/service/testing'
import { describe, expect, it } from 'vitest'
import { anOrder } from '../../test/samples.ts'
import type { SagaVersion } from './contract.ts'
import { createSagaControl } from './control.ts'

function control(sagaVersion: SagaVersion, visited: string[] = []) {
  const asked: string[] = []
  const sagas = createSagaControl({
    engine: {
      start: async (name, id) => void asked.push(`start ${name} ${id}`),
      raise: async (id, event) => asked.push(`raise ${event} ${id}`) > 0,
    },
    settings: { paymentDeadlineSeconds: 600, fulfilmentDeadlineSeconds: 600, sagaVersion },
    isVisited: (orderId) => visited.includes(orderId),
    log: silentLog(),
  })
  return { sagas, asked }
}

describe('the control of sagas', () => {
  it.each(['v1', 'v2'] as const)(
    'starts new orders with the version that is set: %s',
    async (version) => {
      const { sagas, asked } = control(version)
      await sagas.startOrderSaga(anOrder())
      expect(asked).toEqual([`start order-saga.${version} ord_1`])
    },
  )

  it('raises a signal only for an order that no step is with', async () => {
    const { sagas, asked } = control('v2', ['ord_1'])
    await sagas.signal('ord_1', 'payment')
    await sagas.signal('ord_2', 'payment')
    expect(asked).toEqual(['raise payment ord_2'])
  })
})
