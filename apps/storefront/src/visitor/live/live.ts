import { takeSlot } from './stream-slots.ts'

/** Without an answer that is a stream, it is asked for again so much later, in ms: up to the last, again and again. */
const retriesMs = [1_000, 2_000, 5_000, 10_000, 30_000]
/** A page that nobody sees for so long listens no more, until it is seen again. */
const hiddenMs = 10_000

export type LiveOptions = {
  /** Asked for each time that the stream is opened anew: it may say from where. */
  readonly url: string | (() => string)
  readonly type: string | readonly string[]
  readonly onEvent: (data: string, type: string) => void
  /** Whether events come: a dot that says so tells the truth. */
  readonly onState?: (isLive: boolean) => void
}

/**
 * Listens to a stream of events as long as the page is seen, once the tabs of the site have a connection to spare. The browser itself
 * resumes after a break, with the id that came last; after a refusal it is opened anew. Call what it returns to end it.
 */
export function listen({ url, type, onEvent, onState }: LiveOptions): () => void {
  let source: EventSource | undefined
  let leave: (() => void) | undefined
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | undefined

  function close(): void {
    clearTimeout(retry)
    source?.close()
    source = undefined
    leave?.()
    leave = undefined
    onState?.(false)
  }

  function open(): void {
    const opened = new EventSource(typeof url === 'string' ? url : url())
    source = opened
    opened.addEventListener('open', () => {
      failures = 0
      onState?.(true)
    })
    for (const name of [type].flat())
      opened.addEventListener(name, ({ data }) => onEvent(String(data), name))
    opened.addEventListener('error', () => {
      onState?.(false)
      if (opened.readyState !== EventSource.CLOSED || source !== opened) return
      const waitMs = retriesMs[Math.min(failures, retriesMs.length - 1)] ?? 0
      failures += 1
      close()
      retry = setTimeout(start, waitMs * (0.75 + Math.random() / 2))
    })
  }

  function start(): void {
    clearTimeout(retry)
    leave ??= takeSlot(open)
  }

  return whileSeen(start, close)
}

/** Starts whenever the page is seen; stops a while after it is hidden, and at once when it is left. Call what it returns to end it. */
function whileSeen(start: () => void, stop: () => void): () => void {
  let hiding: ReturnType<typeof setTimeout> | undefined

  function watch(): void {
    clearTimeout(hiding)
    if (document.hidden) hiding = setTimeout(stop, hiddenMs)
    else start()
  }

  document.addEventListener('visibilitychange', watch)
  // a page that Back may bring again holds nothing meanwhile
  window.addEventListener('pagehide', stop)
  window.addEventListener('pageshow', watch)
  // a tab that was opened in the background begins when it is seen
  if (!document.hidden) start()
  return () => {
    document.removeEventListener('visibilitychange', watch)
    window.removeEventListener('pagehide', stop)
    window.removeEventListener('pageshow', watch)
    clearTimeout(hiding)
    stop()
  }
}
