import { describe, expect, it } from 'vitest'
import { follow, pauseAfter } from './follow.ts'

const streamOf = (text: string) => new Response(text)

/** Follows a stream whose connections answer in turn; the last one ends the test. */
async function followed(answers: readonly (() => Response)[]) {
  const leaving = new AbortController()
  const asked: (string | null)[] = []
  const events: string[] = []
  const live: boolean[] = []
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
    signal: leaving.signal,
    pause: async () => {
      pauses += 1
    },
  })
  return { asked, events, live, pauses }
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

  it('waits longer each time, half a minute at most', () => {
    expect(pauseAfter(0, 1)).toBe(1_000)
    expect(pauseAfter(3, 1)).toBe(8_000)
    expect(pauseAfter(20, 1)).toBe(30_000)
    expect(pauseAfter(20, 0)).toBe(15_000)
  })
})
