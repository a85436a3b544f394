import { streamEvents } from '@comptoir/service/http/sse'
import type { Context } from 'hono'
import type { Live, LiveEvent, LiveListener } from './live-channels.ts'

/** What was found in the documents, beside announcements: the last position that there is, and how things stand. */
export type Found = { readonly upTo?: number; readonly state?: LiveEvent }

type Look = (found: Found) => void

/** Streams that are open in this replica, by their channel: whoever finds that something changed lets them look. */
export type OpenStreams = {
  add(channel: string, look: Look): () => void
  /** Lets the streams of a channel look for what no announcement told them; those that have `upTo` read nothing. */
  wake(channel: string, found?: Found): void
  channels(): string[]
}

export function createOpenStreams(): OpenStreams {
  const open = new Map<string, Set<Look>>()
  return {
    add(channel, look) {
      const looks = open.get(channel) ?? new Set<Look>()
      open.set(channel, looks.add(look))
      return () => {
        looks.delete(look)
        if (looks.size === 0) open.delete(channel)
      }
    },
    wake(channel, found = {}) {
      for (const look of open.get(channel) ?? []) look(found)
    },
    channels: () => [...open.keys()],
  }
}

export type Sequence = {
  /** The last position that the reader has; positions count from 1. */
  readonly after: number
  /** The events after a position, in order, from the documents: the record. */
  readonly read: (after: number) => Promise<readonly LiveEvent[]>
  readonly send: (event: LiveEvent) => void
}

/**
 * Passes on events in the order of their positions (their ids), each once and none left out, in whatever order and how often they are
 * announced: one that is ahead has what is missing before it read. An event without an id is passed on as it comes.
 * @example const order = createSequence({ after: 4, read, send }); order.take(event); await order.look()
 */
export function createSequence({ after, read, send }: Sequence) {
  let last = after
  let work: Promise<void> = Promise.resolve()
  const queue = (run: () => Promise<void> | void): Promise<void> => {
    work = work.then(run)
    return work
  }

  function pass(event: LiveEvent): void {
    const position = Number(event.id)
    if (position <= last) return
    last = position
    send(event)
  }

  async function readOn(): Promise<void> {
    for (;;) {
      const before = last
      for (const event of await read(last)) pass(event)
      if (last === before) return
    }
  }

  async function next(event: LiveEvent): Promise<void> {
    if (event.id === '') return send(event)
    if (Number(event.id) > last + 1) await readOn()
    pass(event)
  }

  return {
    take: (event: LiveEvent): Promise<void> => queue(() => next(event)),
    /** Passes on what is in the documents; reads nothing when all up to a position was passed on. */
    look: (upTo = Number.POSITIVE_INFINITY): Promise<void> =>
      queue(() => (upTo > last ? readOn() : undefined)),
  }
}

export type SequenceAnswer = Omit<Sequence, 'send'> & {
  readonly channel: string
  readonly live: Live
  readonly streams: OpenStreams
  /** What a reader is shown first, beside the events: without ids. */
  readonly greet?: () => Promise<readonly LiveEvent[]>
  /** Called when the stream opened; what it returns is called when it ends. */
  readonly joined?: () => () => void
}

/**
 * Answers with the stream of a sequence: what came after the reader's position, then what happens, in order and without holes. When the
 * documents cannot be read, the stream ends: its reader comes again and resumes.
 */
export function sequenceAnswer(c: Context, options: SequenceAnswer): Response {
  const { channel, live, streams, greet, joined } = options
  return streamEvents(c, {
    async open(stream) {
      const send: LiveListener = ({ id, type, data }) =>
        stream.send({ type, data, ...(id !== '' && { id }) })
      const order = createSequence({ ...options, send })
      const orEnd = (run: Promise<void>) => void run.catch(() => stream.close())
      const leave = await live.subscribe(channel, (event) => orEnd(order.take(event)))
      const forget = streams.add(channel, ({ upTo, state }) => {
        orEnd(order.look(upTo))
        if (state) orEnd(order.take(state))
      })
      try {
        for (const event of (await greet?.()) ?? []) send(event)
        await order.look()
      } catch (error) {
        leave()
        forget()
        throw error
      }
      const left = joined?.()
      return () => {
        leave()
        forget()
        left?.()
      }
    },
  })
}
