/** Without an answer that is a stream, it is asked for again so much later, in ms: up to the last, again and again. */
const retriesMs = [1_000, 2_000, 5_000, 10_000, 30_000]
/** A page that nobody sees for so long listens no more, until it is seen again. */
const hiddenMs = 60_000

export type LiveOptions = {
  /** Asked for each time that the stream is opened anew: it may say from where. */
  readonly url: string | (() => string)
  readonly type: string | readonly string[]
  readonly onEvent: (data: string, type: string) => void
  /** Whether events come: a dot that says so tells the truth. */
  readonly onState?: (isLive: boolean) => void
}

/**
 * Listens to a stream of events as long as the page is seen. The browser itself resumes after a break, with the id that came last; after
 * a refusal it is opened anew. Call what it returns to end it.
 */
export function listen({ url, type, onEvent, onState }: LiveOptions): () => void {
  let source: EventSource | undefined
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let hiding: ReturnType<typeof setTimeout> | undefined

  function close(): void {
    clearTimeout(retry)
    source?.close()
    source = undefined
    onState?.(false)
  }

  function open(): void {
    clearTimeout(retry)
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
      retry = setTimeout(open, waitMs * (0.75 + Math.random() / 2))
    })
  }

  function watch(): void {
    clearTimeout(hiding)
    if (document.hidden) hiding = setTimeout(close, hiddenMs)
    else if (!source) open()
  }

  document.addEventListener('visibilitychange', watch)
  open()
  return () => {
    document.removeEventListener('visibilitychange', watch)
    clearTimeout(hiding)
    close()
  }
}
