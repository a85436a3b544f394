import type { InboxMessage } from '@comptoir/contracts/notifications/inbox'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '../../visitor/ask.ts'
import { follow } from '../../visitor/live/follow.ts'
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
    return follow({
      url: '/bff/inbox/events',
      type: 'message',
      onEvent(data) {
        const message = JSON.parse(data) as InboxMessage
        change((before) => withArrival(before, message))
        setArrived(message.title)
      },
      onState(next) {
        setIsLive(next)
        // what came between the list and the stream
        if (next) void read()
      },
      read: () => void read(),
    })
  }, [hasList, isOut, read, change])
  return {
    ...{ list, problem, isLive, arrived, again: read },
    more: list?.nextCursor === undefined ? undefined : () => more(list.nextCursor ?? ''),
    ...useReading(change, setProblem),
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
