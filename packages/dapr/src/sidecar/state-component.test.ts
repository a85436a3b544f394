import { describe, expect, it } from 'vitest'
import { createStatePort } from '../documents/state-port.ts'
import { stateComponent } from './state-component.ts'

const pubsub = { name: 'pubsub', type: 'pubsub.redis' }
const own = { name: 'state-redis', type: 'state.redis' }
const sidecarWith = (...components: { name: string; type?: string }[]) => ({
  metadata: async () => ({ components }),
})

describe('the state store of a sidecar', () => {
  it('is the one that it has loaded, by its type', async () => {
    expect(await stateComponent(sidecarWith(pubsub, own))).toEqual(own)
  })

  it('is not there yet', async () => {
    await expect(stateComponent(sidecarWith(pubsub))).rejects.toThrow(/not loaded its state store/)
  })

  it('is not chosen among several: documents would be now here, now there', async () => {
    const two = sidecarWith(own, { name: 'state', type: 'state.sqlite' })
    await expect(stateComponent(two)).rejects.toThrow(/more than one.*: state-redis, state$/)
  })

  it('is what documents are read from and written to', async () => {
    const asked: string[] = []
    const request = async ({ path }: { path: string }) => {
      asked.push(path)
      const body = Buffer.from(path.endsWith('/bulk') ? '[]' : '')
      return { status: path.endsWith('/bulk') ? 200 : 204, headers: {}, body }
    }
    const state = createStatePort({ request }, () => stateComponent(sidecarWith(own)))
    await state.read('orders:1')
    await state.readMany(['orders:1'])
    await state.write({ key: 'orders:1', value: {} })
    expect(asked).toEqual([
      '/v1.0/state/state-redis/orders%3A1?consistency=strong',
      '/v1.0/state/state-redis/bulk',
      '/v1.0/state/state-redis',
    ])
  })
})
