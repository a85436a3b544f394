import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { createMemoryLive } from '../../test/memory-twins.ts'
import { type LiveEvent, liveAnswer } from './live-channels.ts'

const event = (n: number): LiveEvent => ({ id: String(n), type: 'moved', data: { n } })

async function streamOf(headers: Record<string, string>, replay: (last?: string) => LiveEvent[]) {
  const live = createMemoryLive()
  const app = new Hono().get('/', (c) =>
    liveAnswer(c, { channel: 'ship', live, replay, until: ({ id }) => id === '4' }),
  )
  const answer = await app.request('/', { headers })
  return { live, text: () => answer.text() }
}

const idsIn = (text: string) => [...text.matchAll(/^id: (.*)$/gm)].map(([, id]) => id)

describe('a live answer', () => {
  it('replays what was missed, then shows what happens, each once, until the end', async () => {
    const { live, text } = await streamOf({ 'last-event-id': '1' }, (last) =>
      [1, 2, 3].map(event).filter(({ id }) => id > (last ?? '')),
    )
    for (const n of [3, 4]) await live.announce('ship', event(n))
    expect(idsIn(await text())).toEqual(['2', '3', '4'])
  })

  it('keeps what is announced while it replays for after', async () => {
    const live = createMemoryLive()
    const app = new Hono().get('/', (c) =>
      liveAnswer(c, {
        channel: 'ship',
        live,
        async replay() {
          await live.announce('ship', event(4))
          return [event(2)]
        },
        until: ({ id }) => id === '4',
      }),
    )
    const answer = await app.request('/')
    expect(idsIn(await answer.text())).toEqual(['2', '4'])
  })
})
