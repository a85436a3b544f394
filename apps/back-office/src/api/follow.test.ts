import { CallError } from '@comptoir/site/call'
import { describe, expect, it } from 'vitest'
import { follow, pauseAfter } from './follow.ts'

const streamOf = (text: string) => new Response(text)

/** Follows a stream whose connections answer in turn; the last one ends the test. */
async function followed(answers: readonly (() => Response)[]) {
  const leaving = new AbortController()
  const asked: (string | null)[] = []
  const events: string[] = []
  const live: boolean[] = []
  const refusals: string[] = []
  let pauses = 0
  await follow({
    path: '/api/orders/ord_1/events',
    open: async (_path, init) => {
      asked.push(new Headers(init?.headers).get('last-event-id'))
      const answer = answers[asked.length - 1]
      if (!answer) leaving.abort()
      return answer?.() ?? streamOf('')
    },
    onEvent: ({ data }) => events.push(data),
    onLive: (isLive) => live.push(isLive),
    onRefused: ({ code }) => refusals.push(code),
    signal: leaving.signal,
    pause: async () => {
      pauses += 1
    },
  })
  return { asked, events, live, refusals, pauses }
}

describe('following a live stream', () => {
  it('goes on after the last event when the stream breaks', async () => {
    const { asked, events, live } = await followed([
      () => streamOf('id: 1\ndata: one\n\nid: 2\ndata: two\n\n'),
      () => streamOf('id: 3\ndata: three\n\n'),
    ])
    expect(events).toEqual(['one', 'two', 'three'])
    expect(asked).toEqual([null, '2', '3'])
    expect(live).toEqual([true, false, true, false, true, false])
  })

  it('is not live while nobody answers, and asks again', async () => {
    const refused = () => {
      throw new Error('refused')
    }
    const { asked, live, pauses } = await followed([refused, refused])
    expect(asked).toHaveLength(3)
    expect(live.slice(0, 2)).toEqual([false, false])
    expect(pauses).toBe(2)
  })

  const refusedWith = (status: number) => () => {
    throw new CallError('GET /events', { status, code: `code-${status}` })
  }

  it.each([400, 403, 404, 410])(
    'ends when it is refused for good with %i, and says so',
    async (status) => {
      const { asked, refusals, pauses } = await followed([refusedWith(status)])
      expect([asked.length, pauses, refusals]).toEqual([1, 0, [`code-${status}`]])
    },
  )

  it.each([401, 408, 429, 503])('asks again after %i', async (status) => {
    const { asked, refusals } = await followed([refusedWith(status)])
    expect([asked.length, refusals]).toEqual([2, []])
  })

  it('does not sit out a pause once it is left', async () => {
    const leaving = new AbortController()
    const following = follow({
      ...{
        path: '/api/orders/ord_1/events',
        open: async () => refusedWith(503)(),
        signal: leaving.signal,
      },
      ...{ onEvent: () => {}, onLive: () => setTimeout(() => leaving.abort(), 1) },
    })
    const late = new Promise((resolve) => setTimeout(resolve, 300, 'late'))
    expect(await Promise.race([following, late])).toBeUndefined()
  })

  it('waits longer each time, half a minute at most', () => {
    expect(pauseAfter(0, 1)).toBe(1_000)
    expect(pauseAfter(3, 1)).toBe(8_000)
    expect(pauseAfter(20, 1)).toBe(30_000)
    expect(pauseAfter(20, 0)).toBe(15_000)
  })
})
