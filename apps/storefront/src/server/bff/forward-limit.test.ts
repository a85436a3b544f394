import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openShop } from './test/fake-shop.ts'

const archive = '/data-exports/exp_1'

describe('the time for an answer', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is over when none has begun', async () => {
    const { send } = openShop({
      [`GET /api${archive}`]: ({ signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason))
        }),
    })
    const answer = send(`/bff${archive}`)
    await vi.advanceTimersByTimeAsync(30_001)
    expect((await answer).status).toBe(503)
  })

  it('cuts no file that has begun', async () => {
    const { send, asked } = openShop({ [`GET /api${archive}`]: () => new Response('PK') })
    const answer = await send(`/bff${archive}`)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked.at(-1)?.signal?.aborted).toBe(false)
    expect(await answer.text()).toBe('PK')
  })
})
