import type { listMessages, markRead, readConversation } from '@comptoir/contracts/support/routes'
import type { ConversationMessage, StaffConversation } from '@comptoir/contracts/support/schemas'
import type { Call } from '@comptoir/site/call'
import { mergeMessages, newerOf, receivedUpTo } from '@comptoir/site/conversation-log'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useApi } from '../../../office.tsx'
import { conversationKey, conversationsKey, messagesKey } from '../use-inbox.ts'

type Messages = readonly ConversationMessage[]
type Versioned = Pick<StaffConversation, 'conversationId' | 'version'>

/** A conversation; an answer that is older than what the stream told does not bring it back. */
export function useConversation(conversationId: string) {
  const { call } = useApi()
  const queries = useQueryClient()
  const queryKey = conversationKey(conversationId)
  return useQuery({
    queryKey,
    async queryFn({ signal }) {
      const params = { conversationId }
      // to staff it is one of the staff
      const came = (await call<typeof readConversation>('GET /api/conversations/{conversationId}', {
        ...{ params, signal },
      })) as StaffConversation
      return newerOf(queries.getQueryData<StaffConversation>(queryKey), came)
    },
  })
}

/** Shows what an operation answered, unless something newer is known. */
export function useKeepConversation() {
  const queries = useQueryClient()
  const write = (came: Versioned, next: (known: StaffConversation) => StaffConversation) => {
    queries.setQueryData<StaffConversation>(conversationKey(came.conversationId), (known) =>
      known && known.version <= came.version ? next(known) : undefined,
    )
    void queries.invalidateQueries({ queryKey: conversationsKey })
  }
  return {
    /** All that staff see of it. */
    replace: (came: StaffConversation) => write(came, () => came),
    /** What its customer sees of it, too. */
    merge: (came: Partial<StaffConversation> & Versioned) =>
      write(came, (known) => ({ ...known, ...came })),
  }
}

/** Most messages of one answer. */
const atOnce = 200

type Reading = {
  readonly call: Call
  readonly conversationId: string
  readonly known: Messages
  readonly signal: AbortSignal
}

/** What was said after what is known, until nothing is missing. */
async function readOn({ call, conversationId, known, signal }: Reading): Promise<Messages> {
  let messages = known
  for (;;) {
    const { items, lastSeq } = await call<typeof listMessages>(
      'GET /api/conversations/{conversationId}/messages',
      {
        params: { conversationId },
        query: { after: receivedUpTo(messages), limit: atOnce },
        signal,
      },
    )
    messages = mergeMessages(messages, items)
    if (items.length === 0 || receivedUpTo(messages) >= lastSeq) return messages
  }
}

/** All that was said; read again, only what is new is asked for. */
export function useMessageLog(conversationId: string) {
  const { call } = useApi()
  const queries = useQueryClient()
  const queryKey = messagesKey(conversationId)
  const knownNow = () => queries.getQueryData<Messages>(queryKey) ?? []
  return useQuery({
    queryKey,
    async queryFn({ signal }) {
      const read = await readOn({ call, conversationId, known: knownNow(), signal })
      // an own message may have come in meanwhile
      return mergeMessages(knownNow(), read)
    },
  })
}

/** Tells the customer how far the shop has read, while somebody looks. */
export function useReading(conversation: StaffConversation, messages: Messages): void {
  const { call } = useApi()
  const { merge } = useKeepConversation()
  const told = useRef(0)
  const seq = receivedUpTo(messages)
  const { conversationId, read } = conversation
  // biome-ignore lint/correctness/useExhaustiveDependencies: what keeps the answer is another function each time
  useEffect(() => {
    if (seq <= Math.max(read.agent, told.current)) return
    function tell(): void {
      if (document.hidden || told.current >= seq) return
      told.current = seq
      call<typeof markRead>('POST /api/conversations/{conversationId}/read', {
        ...{ params: { conversationId }, body: { seq } },
      }).then(
        (answer) => merge({ ...answer, ...(answer.lastSeq === seq && { unread: 0 }) }),
        // nothing to say: it is told again with the next message
        () => {
          told.current = 0
        },
      )
    }
    tell()
    document.addEventListener('visibilitychange', tell)
    return () => document.removeEventListener('visibilitychange', tell)
  }, [call, conversationId, seq, read.agent])
}
