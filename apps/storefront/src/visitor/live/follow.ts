import { type LiveOptions, listen } from './live.ts'
import { createPolling } from './polling.ts'

type FollowOptions = LiveOptions & {
  readonly onState: (isLive: boolean) => void
  /** Reads what the stream would have told. */
  readonly read: () => void
}

/** Listens to a stream of events; while it is cut, reads from time to time. Call what it returns to end it. */
export function follow({ read, onState, ...stream }: FollowOptions): () => void {
  let isLive = false
  const polling = createPolling(() => {
    if (!isLive) read()
  })
  const stop = listen({
    ...stream,
    onState(next) {
      // a browser that tries again says each time that it is not
      if (next === isLive) return
      isLive = next
      polling.soon()
      onState(next)
    },
  })
  return () => {
    polling.stop()
    stop()
  }
}
