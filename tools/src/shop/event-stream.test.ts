import { describe, expect, it } from 'vitest'
import { parseEvents } from './event-stream.ts'

async function eventsOf(...parts: string[]) {
  const encoder = new TextEncoder()
  async function* body() {
    for (const part of parts) yield encoder.encode(part)
  }
  const events = []
  for await (const event of parseEvents(body())) events.push(event)
  return events
}

describe('a stream of events', () => {
  it('is read across the cuts of the network, past heartbeats', async () => {
    const events = await eventsOf(
      'retry: 2000\n\nid: 1\nevent: pl',
      'aced\nda',
      'ta: {"a":1}\n\n: hi\n\n',
    )
    expect(events).toEqual([{ id: '1', type: 'placed', data: '{"a":1}' }])
  })

  it('joins several lines of data, and leaves an unfinished event out', async () => {
    expect(await eventsOf('data: a\r\ndata: b\r\n\r\ndata: c')).toEqual([
      { id: '', type: 'message', data: 'a\nb' },
    ])
  })
})
