import { CallError } from '@comptoir/site/call'
import { describe, expect, it } from 'vitest'
import { actOnSagas } from './act-on-sagas.ts'

const wish = { orderIds: ['ord_1', 'ord_2'], action: 'wake', reason: 'slow', key: 'key' } as const

describe('acting on several sagas', () => {
  it('asks each with a key of its own, so that a repeated wish is the same', async () => {
    const keys: string[] = []
    const act = async ({ key }: { readonly key: string }) => keys.push(key)
    expect(await actOnSagas(wish, act)).toEqual({ done: 2, codes: [] })
    await actOnSagas(wish, act)
    expect(keys).toEqual(['key-ord_1', 'key-ord_2', 'key-ord_1', 'key-ord_2'])
  })

  it('goes on after one that refuses', async () => {
    const act = async ({ orderId }: { readonly orderId: string }) => {
      if (orderId === 'ord_1') throw new CallError('x', { status: 409, code: 'transition_refused' })
    }
    expect(await actOnSagas(wish, act)).toEqual({ done: 1, codes: ['transition_refused'] })
  })

  it('stops where nobody answers', async () => {
    const act = async () => {
      throw new CallError('x', { status: 503, code: 'dependency_unavailable' })
    }
    await expect(actOnSagas(wish, act)).rejects.toThrow('dependency_unavailable')
  })
})
