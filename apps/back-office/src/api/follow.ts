import { CallError, type Problem } from '@comptoir/site/call'
import { readEventStream, type StreamEvent } from '@comptoir/site/event-stream'
import type { Api } from './api.ts'

type FollowOptions = {
  readonly open: Api['open']
  readonly path: string
  readonly onEvent: (event: StreamEvent) => void
  /** Whether events come now. */
  readonly onLive: (isLive: boolean) => void
  readonly signal: AbortSignal
  /** Told once, when the stream is refused for good. */
  readonly onRefused?: (problem: Problem) => void
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
}

const longestPauseMs = 30_000

/** How long to wait before the stream is asked for again, in ms: longer each time, and never all tabs at once. */
export const pauseAfter = (tries: number, chance = Math.random()): number =>
  Math.min(longestPauseMs, 1_000 * 2 ** tries) * (0.5 + chance / 2)

/** Ends early at the signal. */
const sleep = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })

/** A 401 passes: the session is renewed once accounts answers. */
const passingRefusals: readonly number[] = [401, 408, 429]

/** What a stream was refused for good with, if it was. */
function refusalIn(error: unknown): Problem | undefined {
  if (!(error instanceof CallError)) return undefined
  const { status } = error.problem
  const isForGood = status >= 400 && status < 500 && !passingRefusals.includes(status)
  return isForGood ? error.problem : undefined
}

/** Follows a live stream until the signal, or a refusal for good: when it breaks, on from the last event that was read. */
export async function follow(options: FollowOptions): Promise<void> {
  const { onLive, onRefused, signal, pause = sleep } = options
  let last: string | undefined
  for (let tries = 0; !signal.aborted; tries += 1) {
    const { read, refused } = await readOnce(options, last)
    if (read !== undefined) {
      tries = 0
      last = read
    }
    onLive(false)
    if (refused) return onRefused?.(refused)
    if (!signal.aborted) await pause(pauseAfter(tries), signal)
  }
}

type Reading = { readonly read?: string | undefined; readonly refused?: Problem | undefined }

/** One connection, until it ends or breaks. The id of the last event that it brought, if it brought one; or why there was none. */
async function readOnce(
  { open, path, onEvent, onLive, signal }: FollowOptions,
  last: string | undefined,
): Promise<Reading> {
  const headers = new Headers({ accept: 'text/event-stream' })
  if (last !== undefined) headers.set('last-event-id', last)
  let read: string | undefined
  try {
    const { body } = await open(path, { signal, headers })
    if (!body) return {}
    onLive(true)
    for await (const event of readEventStream(body)) {
      read = event.id ?? read
      onEvent(event)
    }
    return { read }
  } catch (error) {
    // a connection that breaks is asked for again
    return { read, refused: refusalIn(error) }
  }
}
