/** Of the six connections that a browser has for one host over HTTP/1.1: the others are for pages and what they ask for. */
export const streamsAtMost = 4

type Locks = Pick<LockManager, 'request'>

const ofBrowser = (): Locks | undefined =>
  // only where the connection is safe
  'locks' in navigator ? navigator.locks : undefined

/**
 * Waits until fewer than four streams are open in all tabs of the site, then calls. Call what it returns to let another one in, or to wait
 * no longer. A browser without locks lets everyone in.
 */
export function takeSlot(onTaken: () => void, locks = ofBrowser()): () => void {
  if (!locks) {
    onTaken()
    return () => {}
  }
  const waiting = new AbortController()
  let free: (() => void) | undefined
  const hold = (): Promise<void> | undefined => {
    // another slot came first, or nobody waits any more
    if (waiting.signal.aborted) return undefined
    waiting.abort()
    const held = new Promise<void>((resolve) => {
      free = resolve
    })
    onTaken()
    return held
  }
  const refuse = (error: unknown): void => {
    // another slot came first; a browser that gives out no lock lets everyone in
    if (waiting.signal.aborted) return
    waiting.abort(error)
    onTaken()
  }
  for (let slot = 0; slot < streamsAtMost; slot += 1)
    locks.request(`comptoir.stream.${slot}`, { signal: waiting.signal }, hold).catch(refuse)
  return () => {
    waiting.abort()
    free?.()
  }
}
