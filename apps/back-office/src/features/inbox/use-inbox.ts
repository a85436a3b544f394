import type { listAgents, listQueue } from '@comptoir/contracts/support/agent-routes'
import type { StaffConversation } from '@comptoir/contracts/support/schemas'
import { newerOf } from '@comptoir/site/conversation-log'
import { type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { follow } from '../../api/follow.ts'
import { useApi, useSessionState } from '../../office.tsx'
import { isNews } from './conversation-news.ts'
import type { InboxSearch } from './inbox-search.ts'

export const conversationsKey = ['support', 'ListSupportConversations'] as const
export const agentsKey = ['support', 'ListSupportAgents'] as const
const pageSize = 30

export const conversationKey = (conversationId: string) =>
  ['support', 'GetConversation', conversationId] as const
export const messagesKey = (conversationId: string) =>
  ['support', 'ListConversationMessages', conversationId] as const
export const notesKey = (conversationId: string) =>
  ['support', 'ListConversationNotes', conversationId] as const

/** Who is signed in here. */
export function useMe(): string | undefined {
  const state = useSessionState()
  return state.kind === 'in' ? state.person.userId : undefined
}

/** The conversations that an address lists, page after page. */
export function useConversations({ view = 'queue', customer }: InboxSearch) {
  const { call } = useApi()
  const query = { view, ...(customer !== undefined && { customerId: customer }) }
  return useInfiniteQuery({
    queryKey: [...conversationsKey, query],
    queryFn: ({ pageParam: cursor, signal }) =>
      call<typeof listQueue>('GET /api/support/conversations', {
        query: { ...query, limit: pageSize, ...(cursor !== undefined && { cursor }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

/** Who answers customers. */
export function useAgents() {
  const { call } = useApi()
  return useQuery({
    queryKey: agentsKey,
    queryFn: ({ signal }) => call<typeof listAgents>('GET /api/support/agents', { signal }),
  })
}

/** Several changes at once have the lists read again once. */
const gatherMs = 250

/**
 * Follows all conversations while the page is there, also in a tab that nobody looks at: whoever has it open counts as online, and may
 * wait for the sound. Whether it is live now.
 */
export function useLiveInbox(onNews: (conversation: StaffConversation) => void): boolean {
  const { open } = useApi()
  const queries = useQueryClient()
  const me = useMe()
  const [isLive, setLive] = useState(false)
  const latest = useRef({ onNews, me })
  latest.current = { onNews, me }
  useEffect(() => {
    const leaving = new AbortController()
    const heard = new Map<string, number>()
    let timer: ReturnType<typeof setTimeout> | undefined
    function listen(came: StaffConversation): void {
      const { conversationId: id, lastSeq } = came
      takeIn(queries, came)
      const before = heard.get(id) ?? readSeq(came)
      if (isNews(came, { heard: before, me: latest.current.me })) latest.current.onNews(came)
      heard.set(id, Math.max(before, lastSeq))
      timer ??= setTimeout(() => {
        timer = undefined
        void queries.invalidateQueries({ queryKey: conversationsKey })
      }, gatherMs)
    }
    void follow({
      ...{ open, path: '/api/support/events', signal: leaving.signal },
      onLive(isNow) {
        setLive(isNow)
        // what changed before the stream was open, nobody tells
        if (isNow) void queries.invalidateQueries({ queryKey: ['support'] })
      },
      onEvent({ type, data }) {
        if (type === 'conversation') listen(JSON.parse(data) as StaffConversation)
      },
    })
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [open, queries])
  return isLive
}

/** Of a conversation that nobody heard of here: what an agent has read is no news. */
const readSeq = ({ lastSeq, unread }: StaffConversation): number =>
  unread > 0 ? lastSeq - 1 : lastSeq

/** Shows a change where the conversation is open. */
function takeIn(queries: QueryClient, came: StaffConversation): void {
  const { conversationId: id } = came
  queries.setQueryData<StaffConversation>(conversationKey(id), (known) =>
    known ? newerOf(known, came) : undefined,
  )
  void queries.invalidateQueries({ queryKey: messagesKey(id) })
}
