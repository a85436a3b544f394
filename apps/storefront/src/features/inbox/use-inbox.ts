import type { InboxMessage } from '@comptoir/contracts/notifications/inbox'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '../../visitor/ask.ts'
import { listen } from '../../visitor/live.ts'
import { createPolling } from '../../visitor/polling.ts'
import { askAsUser, isSignedOut, onReturn } from '../../visitor/session-end.ts'
import {
  type InboxList,
  type InboxPage,
  withAllRead,
  withArrival,
  withNewest,
  withOlder,
  withRead,
} from './inbox-list.ts'

const pageOf = (cursor?: string) =>
  askAsUser<InboxPage>(
    `GET /bff/inbox?${new URLSearchParams({ limit: '20', ...(cursor !== undefined && { cursor }) })}`,
  )

/** The inbox, live: each time that the stream begins, what was missed is read. */
export function useInbox() {
  const [list, setList] = useState<InboxList>()
  const [problem, setProblem] = useState<Problem>()
  const [isLive, setIsLive] = useState(false)
  const [arrived, setArrived] = useState<string>()
  const [isOut, setIsOut] = useState(false)

  const change = useCallback((next: (before: InboxList) => InboxList) => {
    setList((before) => before && next(before))
  }, [])
  const read = useCallback(async () => {
    const answer = await pageOf()
    setProblem('problem' in answer ? answer.problem : undefined)
    setIsOut('problem' in answer && isSignedOut(answer.problem))
    if ('value' in answer) setList((before) => withNewest(before, answer.value))
  }, [])
  const more = async (cursor: string) => {
    const answer = await pageOf(cursor)
    if ('problem' in answer) return setProblem(answer.problem)
    setProblem(undefined)
    change((before) => withOlder(before, answer.value))
  }

  useEffect(() => {
    void read()
    return onReturn(() => void read())
  }, [read])
  const hasList = list !== undefined
  useEffect(() => {
    // without a session there is no stream
    if (!hasList || isOut) return
    return follow({ read, onState: setIsLive, onMessage })
    function onMessage(message: InboxMessage): void {
      change((before) => withArrival(before, message))
      setArrived(message.title)
    }
  }, [hasList, isOut, read, change])
  return {
    ...{ list, problem, isLive, arrived, again: read },
    more: list?.nextCursor === undefined ? undefined : () => more(list.nextCursor ?? ''),
    ...useReading(change, setProblem),
  }
}

type Following = {
  readonly read: () => Promise<void>
  readonly onMessage: (message: InboxMessage) => void
  readonly onState: (isLive: boolean) => void
}

function follow({ read, onMessage, onState }: Following): () => void {
  let isLive = false
  const polling = createPolling(() => {
    if (!isLive) void read()
  })
  const stop = listen({
    url: '/bff/inbox/events',
    type: 'message',
    onEvent: (data) => onMessage(JSON.parse(data) as InboxMessage),
    onState(next) {
      if (next === isLive) return
      isLive = next
      polling.soon()
      onState(next)
      // what came between the list and the stream
      if (next) void read()
    },
  })
  return () => {
    polling.stop()
    stop()
  }
}

type Change = (next: (before: InboxList) => InboxList) => void

/** Marks what was read: at once, since it can be done again. */
function useReading(change: Change, onProblem: (problem: Problem) => void) {
  const running = useRef(false)
  async function mark(message: InboxMessage): Promise<void> {
    if (message.readAt !== undefined) return
    const path = `/bff/inbox/${encodeURIComponent(message.notificationId)}/read`
    // the page may be left for the order at the same moment
    const answer = await askAsUser<InboxMessage>(`POST ${path}`, { keepalive: true })
    if ('problem' in answer) return onProblem(answer.problem)
    change((before) => withRead(before, answer.value))
  }
  async function markAll(): Promise<void> {
    if (running.current) return
    running.current = true
    // a hundred a call
    let answer = await askAsUser<{ unread: number }>('POST /bff/inbox/read')
    for (let left = Infinity; 'value' in answer && answer.value.unread < left; ) {
      left = answer.value.unread
      if (left > 0) answer = await askAsUser<{ unread: number }>('POST /bff/inbox/read')
    }
    running.current = false
    if ('problem' in answer) return onProblem(answer.problem)
    change((before) => withAllRead(before, new Date().toISOString()))
  }
  return { mark, markAll }
}
