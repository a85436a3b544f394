import type { Problem } from '@comptoir/site/call'
import type { StreamEvent } from '@comptoir/site/event-stream'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '../office.tsx'
import { follow } from './follow.ts'

const hiddenForMs = 60_000

type Live = { readonly isLive: boolean; readonly refused: Problem | undefined }

/**
 * Follows a live stream while the page stands, if there is one to follow; a page that is hidden for long does not.
 * @returns whether it is live now, or why it will not be
 */
export function useLive(path: string | undefined, onEvent: (event: StreamEvent) => void): Live {
  const { open } = useApi()
  const [isLive, setLive] = useState(false)
  const [refused, setRefused] = useState<Problem>()
  const latest = useRef(onEvent)
  latest.current = onEvent
  useEffect(() => {
    if (path === undefined) return
    const stream = path
    let leaving: AbortController | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    function start(): void {
      leaving = new AbortController()
      setRefused(undefined)
      void follow({
        ...{ open, path: stream, onLive: setLive, onRefused: setRefused, signal: leaving.signal },
        onEvent: (event) => latest.current(event),
      })
    }
    function stop(): void {
      leaving?.abort()
      leaving = undefined
      setLive(false)
    }
    function look(): void {
      clearTimeout(timer)
      if (document.hidden) timer = setTimeout(stop, hiddenForMs)
      else if (!leaving) start()
    }
    start()
    // a tab may be opened in the background
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      stop()
      document.removeEventListener('visibilitychange', look)
    }
  }, [open, path])
  return { isLive, refused }
}
