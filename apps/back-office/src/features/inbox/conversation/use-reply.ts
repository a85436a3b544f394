import type { sendMessage, signalTyping } from '@comptoir/contracts/support/routes'
import type { ConversationMessage } from '@comptoir/contracts/support/schemas'
import { CallError } from '@comptoir/site/call'
import { afterArrival, type Draft, withId } from '@comptoir/site/conversation-draft'
import { mergeMessages } from '@comptoir/site/conversation-log'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useApi } from '../../../office.tsx'
import { conversationKey, messagesKey } from '../use-inbox.ts'
import { useMessageDraft } from './use-message-draft.ts'

type Sent = NonNullable<Draft['sent']>

/** Sends what was written, once however often one asks for it; what could not be sent stays where it was typed. */
export function useReply(conversationId: string, messages: readonly ConversationMessage[]) {
  const { call } = useApi()
  const queries = useQueryClient()
  const { draft, latest, change } = useMessageDraft(`reply ${conversationId}`)
  const sending = useMutation({
    mutationFn: (sent: Sent) =>
      call<typeof sendMessage>('POST /api/conversations/{conversationId}/messages', {
        ...{ params: { conversationId }, body: sent },
      }),
    onSuccess(message, { clientMsgId }) {
      queries.setQueryData<readonly ConversationMessage[]>(messagesKey(conversationId), (known) =>
        mergeMessages(known ?? [], [message]),
      )
      change((before) => afterArrival(before, clientMsgId))
      void queries.invalidateQueries({ queryKey: conversationKey(conversationId) })
    },
    onError(error) {
      // the id is another message's
      const isTaken = error instanceof CallError && error.problem.code === 'already_exists'
      if (isTaken) change(({ text }) => ({ text }))
    },
  })
  const { reset } = sending
  const sentId = draft.sent?.clientMsgId
  const arrived = messages.some(({ clientMsgId }) => clientMsgId && clientMsgId === sentId)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes the draft is another function each time
  useEffect(() => {
    // its answer was lost, and the stream brings it
    if (!arrived) return
    change((before) => afterArrival(before, sentId))
    reset()
  }, [arrived, sentId, reset])

  return {
    draft,
    error: sending.error,
    isSending: sending.isPending,
    type: (text: string) => change((before) => ({ ...before, text })),
    send(): void {
      const next = withId(latest.current, () => crypto.randomUUID())
      if (!next) return
      change(() => next)
      sending.mutate(next.sent)
    },
  }
}

/** Typing is told at most so often, in ms. */
const tellTypingMs = 3_000

/** Shows the customer that somebody writes. */
export function useTyping(conversationId: string): () => void {
  const { call } = useApi()
  const told = useRef(0)
  return () => {
    if (Date.now() - told.current < tellTypingMs) return
    told.current = Date.now()
    const params = { conversationId }
    call<typeof signalTyping>('POST /api/conversations/{conversationId}/typing', { params }).catch(
      () => undefined,
    )
  }
}
