import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listen } from './live.ts'
import { streamsAtMost } from './stream-slots.ts'

/** Streams that the browser has open. */
const open = new Set<Stream>()
class Stream extends EventTarget {
  static readonly CLOSED = 2
  readyState = 1
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
    open.add(this)
  }
  close() {
    this.readyState = Stream.CLOSED
    open.delete(this)
  }
}

/** The locks of a browser: one holder of a name at a time, the others wait in turn. */
function createLocks() {
  const queues = new Map<string, (() => void)[]>()
  return {
    request(name: string, { signal }: { signal: AbortSignal }, run: () => unknown): Promise<void> {
      const queue = queues.get(name) ?? []
      queues.set(name, queue)
      return new Promise((resolve, reject) => {
        let isWaiting = true
        function leave() {
          const place = queue.indexOf(turn)
          queue.splice(place, 1)
          if (place === 0) queueMicrotask(() => queue[0]?.())
        }
        function turn() {
          if (!isWaiting) return
          isWaiting = false
          void Promise.resolve(run()).then(leave).then(resolve)
        }
        signal.addEventListener('abort', () => {
          if (!isWaiting) return
          isWaiting = false
          leave()
          reject(new DOMException('left', 'AbortError'))
        })
        queue.push(turn)
        if (queue[0] === turn) queueMicrotask(turn)
      })
    },
  }
}

/** A tab of the browser, with what it does when it is hidden, shown, left and had back. */
function openTab(url = '/events', isHidden = false) {
  const page = Object.assign(new EventTarget(), { hidden: isHidden })
  const frame = new EventTarget()
  vi.stubGlobal('document', page)
  vi.stubGlobal('window', frame)
  const states: boolean[] = []
  const stop = listen({
    ...{ url, type: 'news', onEvent: () => {} },
    onState: (isLive) => states.push(isLive),
  })
  const during = async (act: () => void) => {
    vi.stubGlobal('document', page)
    act()
    await vi.advanceTimersByTimeAsync(0)
  }
  return {
    ...{ stop, states },
    see: (isSeen: boolean) =>
      during(() => {
        page.hidden = !isSeen
        page.dispatchEvent(new Event('visibilitychange'))
      }),
    tell: (name: 'pagehide' | 'pageshow') => during(() => frame.dispatchEvent(new Event(name))),
  }
}
const urls = () => [...open].map(({ url }) => url)
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  open.clear()
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Stream)
  vi.stubGlobal('navigator', { locks: createLocks() })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a stream of a page', () => {
  it('is closed when nobody has seen the page for ten seconds, and opened when it is seen again', async () => {
    const tab = openTab()
    await settle()
    await tab.see(false)
    await vi.advanceTimersByTimeAsync(9_000)
    expect(urls()).toEqual(['/events'])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(urls()).toEqual([])
    await tab.see(true)
    expect(urls()).toEqual(['/events'])
  })

  it('of a tab in the background begins when it is seen', async () => {
    const tab = openTab('/events', true)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(urls()).toEqual([])
    await tab.see(true)
    expect(urls()).toEqual(['/events'])
  })

  it('is let go when the page is left, and opened once when Back brings it again', async () => {
    const tab = openTab()
    await settle()
    await tab.tell('pagehide')
    expect(urls()).toEqual([])
    await tab.tell('pageshow')
    await tab.tell('pageshow')
    expect(urls()).toEqual(['/events'])
  })

  it('that is refused lets others in, and is asked for again later', async () => {
    const tab = openTab()
    await settle()
    const [refused] = open
    refused?.close()
    refused?.dispatchEvent(new Event('error'))
    await settle()
    expect(urls()).toEqual([])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(urls()).toEqual(['/events'])
    tab.stop()
    await settle()
    expect(urls()).toEqual([])
  })
})

describe('streams of many tabs', () => {
  it('are four at most: the next one waits until another ends', async () => {
    const tabs = Array.from({ length: 7 }, (_, n) => openTab(`/${n}`))
    await settle()
    expect(urls()).toEqual(['/0', '/1', '/2', '/3'])
    expect(urls()).toHaveLength(streamsAtMost)
    tabs[1]?.stop()
    // who waits no longer is passed over
    tabs[4]?.stop()
    await settle()
    expect(urls()).toEqual(['/0', '/2', '/3', '/5'])
    for (const { stop } of tabs) stop()
    await settle()
    expect(urls()).toEqual([])
  })

  it('are opened at once by a browser without locks', async () => {
    vi.stubGlobal('navigator', {})
    openTab()
    expect(urls()).toEqual(['/events'])
  })

  it('are opened once by a browser that refuses every lock', async () => {
    const request = async () => {
      throw new DOMException('not here', 'SecurityError')
    }
    vi.stubGlobal('navigator', { locks: { request } })
    openTab()
    await settle()
    expect(urls()).toEqual(['/events'])
  })
})
