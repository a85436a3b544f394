import type { Redis } from 'ioredis'
import type { Context } from 'hono'

/** A small change that those who watch a channel hear of at once; `id` lets a stream resume after it. */
export type LiveEvent = { readonly id: string; readonly type: string; readonly data: unknown }

/** Redis channels: a hint that something changed, never the record of it. */
export type Live = {
  announce(channel: string, event: LiveEvent): Promise<void>
  /** Calls `listener` for each event until the returned function is called. */
  subscribe(channel: string, listener: (event: LiveEvent) => void): Promise<() => void>
  close(): Promise<void>
}

export type LiveAnswerOptions = {
  channel: string
  live: Live
  /** What happened after the last event that the reader saw (`undefined`: a new reader). */
  replay: (lastEventId: string | undefined) => Promise<readonly LiveEvent[]> | readonly LiveEvent[]
  heartbeatMs?: number
  /** Ends the stream after this event. */
  until?: (event: LiveEvent) => boolean
}

export declare function createLive(redis: Redis): Live
export declare function createMemoryLive(): Live
export declare function liveAnswer(c: Context, options: LiveAnswerOptions): Promise<Response>
