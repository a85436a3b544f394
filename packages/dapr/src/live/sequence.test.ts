import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LiveEvent } from './live-channels.ts'
import { createOpenStreams, createSequence } from './sequence.ts'

const event = (n: number): LiveEvent => ({ id: String(n), type: 'message', data: n })
const typing: LiveEvent = { id: '', type: 'typing', data: {} }

/** A record that grows, and a reader of it. */
function setUp({ after = 0, pageSize = 3 } = {}) {
  const record: LiveEvent[] = []
  const sent: LiveEvent[] = []
  let reads = 0
  const order = createSequence({
    after,
    async read(last) {
      reads++
      return record.filter(({ id }) => Number(id) > last).slice(0, pageSize)
    },
    send: (one) => void sent.push(one),
  })
  return { record, sent, order, reads: () => reads }
}

describe('a sequence', () => {
  it('passes on each event once, in order, however it is announced', async () => {
    const announcements = fc.record({
      length: fc.integer({ min: 1, max: 20 }),
      after: fc.integer({ min: 0, max: 20 }),
      // which event is announced next, with repeats, losses and disorder
      picks: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
        maxLength: 60,
      }),
    })
    await fc.assert(
      fc.asyncProperty(announcements, async ({ length, after, picks }) => {
        const { record, sent, order } = setUp({ after })
        for (const pick of picks) {
          // an event is announced once it is written, and all before it are
          if (record.length < length) record.push(event(record.length + 1))
          void order.take(event(Math.floor(pick * record.length) + 1))
        }
        while (record.length < length) record.push(event(record.length + 1))
        await order.look()
        const expected = Array.from(
          { length: Math.max(0, length - after) },
          (_, n) => after + n + 1,
        )
        expect(sent.map(({ id }) => Number(id))).toEqual(expected)
      }),
    )
  })

  it('reads nothing while events come in order', async () => {
    const { record, sent, order, reads } = setUp()
    for (const n of [1, 2, 3]) {
      record.push(event(n))
      await order.take(event(n))
    }
    expect([sent.length, reads()]).toEqual([3, 0])
  })

  it('reads nothing when it is let look for what it has, and what it lacks otherwise', async () => {
    const { record, sent, order, reads } = setUp()
    record.push(event(1))
    await order.take(event(1))
    await order.look(1)
    expect(reads()).toBe(0)
    record.push(event(2))
    await order.look(2)
    expect(sent).toEqual(record)
  })

  it('passes on what has no position as it comes', async () => {
    const { sent, order } = setUp({ after: 7 })
    await order.take(typing)
    await order.take(typing)
    expect(sent).toEqual([typing, typing])
  })
})

it('lets the open streams of one channel look', () => {
  const streams = createOpenStreams()
  const looked: string[] = []
  const leave = streams.add('one', ({ upTo }) => looked.push(`one up to ${upTo}`))
  streams.add('other', () => looked.push('other'))
  streams.wake('one', { upTo: 3 })
  expect(streams.channels()).toEqual(['one', 'other'])
  leave()
  streams.wake('one')
  expect([looked, streams.channels()]).toEqual([['one up to 3'], ['other']])
})
