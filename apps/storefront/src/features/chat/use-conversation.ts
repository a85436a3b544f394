import type { Conversation, ConversationMessage } from '@comptoir/contracts/support/schemas'
import { mergeMessages, newerOf, receivedUpTo } from '@comptoir/site/conversation-log'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ask } from '../../visitor/ask.ts'
import { follow } from '../../visitor/live/follow.ts'

/** What the shop's side does at the moment; who types is called as customers know them. */
export type Other = { readonly isHere: boolean; readonly typist?: { readonly name?: string } }

type Said = {
  readonly conversation: Conversation | undefined
  readonly messages: readonly ConversationMessage[]
}
type Heard = { readonly type: string; readonly data: unknown }

export const pathOf = ({ conversationId }: Pick<Conversation, 'conversationId'>): string =>
  `/bff/conversations/${encodeURIComponent(conversationId)}`

/** Somebody who typed so long ago, in ms, has stopped. */
const typingMs = 6_000

/** A conversation with what is said in it, live: after a cut it goes on where it was, without loss or doubles. */
export function useConversation(initial: Conversation | undefined, onGone: () => void) {
  const [said, setSaid] = useState<Said>({ conversation: initial, messages: [] })
  const [isLive, setIsLive] = useState(false)
  const { other, hear, calm } = useOther()
  const received = useRef(0)
  received.current = receivedUpTo(said.messages)

  const add = useCallback((...came: readonly ConversationMessage[]) => {
    setSaid((before) => ({ ...before, messages: mergeMessages(before.messages, came) }))
  }, [])
  const update = useCallback((came: Conversation) => {
    setSaid((before) => ({ ...before, conversation: newerOf(before.conversation, came) }))
  }, [])
  const begin = useCallback((conversation?: Conversation, ...messages: ConversationMessage[]) => {
    setSaid({ conversation, messages })
  }, [])

  const path = said.conversation && pathOf(said.conversation)
  useEffect(() => {
    if (path === undefined) return
    return followConversation({
      ...{ path, received: () => received.current, onGone, onState: setIsLive },
      onMessages: (messages) => add(...messages),
      onEvent({ type, data }) {
        if (type === 'conversation') update(data as Conversation)
        else if (type !== 'message') hear({ type, data })
        else {
          calm()
          add(data as ConversationMessage)
        }
      },
    })
  }, [path, onGone, add, update, hear, calm])
  return { ...said, isLive, other, add, update, begin }
}

export type Live = ReturnType<typeof useConversation>

/** Whether the shop's side is there, and types. */
function useOther() {
  const [other, setOther] = useState<Other>({ isHere: false })
  const calming = useRef<ReturnType<typeof setTimeout>>(undefined)
  const calm = useCallback(() => {
    clearTimeout(calming.current)
    setOther(({ isHere }) => ({ isHere }))
  }, [])
  const hear = useCallback(
    ({ type, data }: Heard) => {
      const told = data as { who: string; online?: boolean; agentName?: string }
      if (told.who !== 'agent') return
      if (type === 'presence') return setOther({ isHere: told.online === true })
      const name = told.agentName
      setOther({ isHere: true, typist: { ...(name !== undefined && { name }) } })
      clearTimeout(calming.current)
      calming.current = setTimeout(calm, typingMs)
    },
    [calm],
  )
  useEffect(() => () => clearTimeout(calming.current), [])
  return { other, hear, calm }
}

type Following = {
  readonly path: string
  readonly received: () => number
  readonly onEvent: (event: Heard) => void
  readonly onMessages: (messages: readonly ConversationMessage[]) => void
  readonly onState: (isLive: boolean) => void
  /** It is not this visitor's any more. */
  readonly onGone: () => void
}

/** Listens to the stream; while it is cut, asks from time to time for what came after the last message. */
function followConversation(following: Following): () => void {
  const { path, received, onEvent, onMessages, onState, onGone } = following
  let isOver = false
  async function read(): Promise<void> {
    const answer = await ask<{ items: readonly ConversationMessage[] }>(
      `GET ${path}/messages?after=${received()}`,
    )
    if (isOver) return
    if ('value' in answer) onMessages(answer.value.items)
    else if ([401, 404].includes(answer.problem.status)) onGone()
  }
  const stop = follow({
    url: () => `${path}/events?after=${received()}`,
    type: ['message', 'conversation', 'typing', 'presence'],
    onEvent: (data, type) => onEvent({ type, data: JSON.parse(data) }),
    onState,
    read: () => void read(),
  })
  return () => {
    isOver = true
    stop()
  }
}
