import { EventEmitter } from 'node:events'
import { streamEvents } from '@comptoir/service/http/sse'
import type { Context } from 'hono'
import type { Redis } from 'ioredis'
import { secondConnection } from '../host/second-connection.ts'

/** A change that is sent to the listeners of a channel at once; `id` lets a stream resume after it. */
export type LiveEvent = { readonly id: string; readonly type: string; readonly data: unknown }

export type LiveListener = (event: LiveEvent) => void

/** Channels that announce changes. They store nothing: the document is the record. */
export type Live = {
  announce(channel: string, event: LiveEvent): Promise<void>
  /** Calls `listener` for each event until the returned function is called. */
  subscribe(channel: string, listener: LiveListener): Promise<() => void>
  close(): Promise<void>
}

export type LiveAnswerOptions = {
  channel: string
  live: Live
  /** The events after the last one that the reader received (`undefined`: a new reader). */
  replay: (lastEventId: string | undefined) => Promise<readonly LiveEvent[]> | readonly LiveEvent[]
  /** Ends the stream after this event. */
  until?: (event: LiveEvent) => boolean
}

/** Ids that a stream remembers, not to show an event twice. */
const remembered = 500

/** Live channels over Redis, on a connection of their own. */
export function createLive(redis: Redis): Live {
  const listeners = new EventEmitter().setMaxListeners(0)
  let reader: Redis | undefined
  function listening(): Redis {
    if (reader) return reader
    reader = secondConnection(redis)
    reader.on('message', (name: string, message: string) =>
      listeners.emit(name, JSON.parse(message)),
    )
    return reader
  }
  return {
    async announce(channel, event) {
      await redis.publish(nameOf(channel), JSON.stringify(event))
    },
    async subscribe(channel, listener) {
      const name = nameOf(channel)
      listeners.on(name, listener)
      try {
        // each call subscribes at Redis, also to a known channel: the earlier call may still fail
        await listening().subscribe(name)
      } catch (error) {
        listeners.off(name, listener)
        throw error
      }
      return () => {
        listeners.off(name, listener)
        if (listeners.listenerCount(name) === 0) void reader?.unsubscribe(name).catch(() => {})
      }
    },
    close: async () => reader?.disconnect(),
  }
}

/**
 * Answers with a stream: first the events that were missed, then new ones, each once.
 * @example return liveAnswer(c, { channel: `order:${id}`, live, replay: (after) => historyAfter(order, after) })
 */
export function liveAnswer(c: Context, options: LiveAnswerOptions): Response {
  const { channel, live, replay, until } = options
  const lastEventId = c.req.header('last-event-id')
  return streamEvents(c, {
    async open(stream) {
      const shown = new Set<string>()
      const waiting: LiveEvent[] = []
      let replaying = true
      const show: LiveListener = (event) => {
        if (shown.has(event.id)) return
        shown.add(event.id)
        if (shown.size > remembered) shown.delete(shown.values().next().value ?? '')
        stream.send(event)
        if (until?.(event)) stream.close()
      }
      const listener: LiveListener = (event) => (replaying ? waiting.push(event) : show(event))
      const leave = await live.subscribe(channel, listener)
      try {
        for (const event of await replay(lastEventId)) show(event)
        replaying = false
        for (const event of waiting) show(event)
      } catch (error) {
        leave()
        throw error
      }
      return leave
    },
  })
}

const nameOf = (channel: string) => `live:${channel}`
