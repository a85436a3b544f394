import { readEventStream, type StreamEvent } from '@comptoir/site/event-stream'
import type { Api } from './api.ts'

type FollowOptions = {
  readonly open: Api['open']
  readonly path: string
  readonly onEvent: (event: StreamEvent) => void
  /** Whether events come now. */
  readonly onLive: (isLive: boolean) => void
  readonly signal: AbortSignal
  readonly pause?: (ms: number) => Promise<void>
}

const longestPauseMs = 30_000

/** How long to wait before the stream is asked for again, in ms: longer each time, and never all tabs at once. */
export const pauseAfter = (tries: number, chance = Math.random()): number =>
  Math.min(longestPauseMs, 1_000 * 2 ** tries) * (0.5 + chance / 2)

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Follows a live stream until the signal: when it breaks, on from the last event that was read. */
export async function follow(options: FollowOptions): Promise<void> {
  const { onLive, signal, pause = sleep } = options
  let last: string | undefined
  for (let tries = 0; !signal.aborted; tries += 1) {
    const read = await readOnce(options, last)
    if (read !== undefined) {
      tries = 0
      last = read
    }
    onLive(false)
    if (!signal.aborted) await pause(pauseAfter(tries))
  }
}

/** One connection, until it ends or breaks. The id of the last event that it brought, if it brought one. */
async function readOnce(
  { open, path, onEvent, onLive, signal }: FollowOptions,
  last: string | undefined,
): Promise<string | undefined> {
  const headers = new Headers({ accept: 'text/event-stream' })
  if (last !== undefined) headers.set('last-event-id', last)
  const answer = await open(path, { signal, headers }).catch(() => undefined)
  if (!answer?.body) return undefined
  onLive(true)
  let read: string | undefined
  try {
    for await (const event of readEventStream(answer.body)) {
      read = event.id ?? read
      onEvent(event)
    }
  } catch {
    // a connection that breaks is asked for again
  }
  return read
}
