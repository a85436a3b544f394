import type { Conversation, ConversationMessage } from '@comptoir/contracts/support/schemas'
import { afterArrival, withId } from '@comptoir/site/conversation-draft'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { type Answer, ask, type Problem } from '../../visitor/ask.ts'
import type { Draft } from './draft.ts'
import type { OrderOnPage } from './order-on-page.ts'
import { type Live, pathOf } from './use-conversation.ts'
import { useDraft } from './use-draft.ts'

type Opened = Conversation & { readonly message: ConversationMessage }
type Sent = Required<Draft>

/** Typing is told at most so often, in ms. */
const tellTypingMs = 3_000

const say = ({ sent }: Sent, conversation: Conversation): Promise<Answer<ConversationMessage>> =>
  ask(`POST ${pathOf(conversation)}/messages`, { body: sent })

const open = (
  { sent, email }: Sent,
  about: { readonly locale: Locale; readonly orderId?: string },
): Promise<Answer<Opened>> => {
  const given = email.trim() === '' ? {} : { email: email.trim() }
  return ask('POST /bff/conversations', { body: { ...sent, ...about, ...given } })
}

/** Has the conversation be about an order; whether the shop refused it. What nobody answered is tried again with the next message. */
async function attach({ conversation, update }: Live, orderId: string): Promise<boolean> {
  if (!conversation) return false
  const answer = await ask<Conversation>(`PUT ${pathOf(conversation)}/order`, { body: { orderId } })
  if ('problem' in answer) return [400, 403, 404].includes(answer.problem.status)
  update(answer.value)
  return false
}

/** Sends what was written, once however often one asks for it; what could not be sent stays where it was typed. */
export function useSending(live: Live, locale: Locale) {
  const { conversation, messages, add, begin } = live
  const { draft, change } = useDraft()
  const [problem, setProblem] = useState<Problem>()
  const [refusedOrder, setRefusedOrder] = useState<string>()
  const [isSending, setIsSending] = useState(false)
  const isRunning = useRef(false)

  async function begun(sent: Sent, orderId: string | undefined): Promise<Problem | undefined> {
    const answer = await open(sent, { locale, ...(orderId !== undefined && { orderId }) })
    if ('problem' in answer) return answer.problem
    const { message, ...opened } = answer.value
    if (opened.orderId !== orderId) setRefusedOrder(orderId)
    begin(opened, message)
    return undefined
  }

  async function deliver(sent: Sent, orderId: string | undefined): Promise<Problem | undefined> {
    if (!conversation) return await begun(sent, orderId)
    if (orderId !== undefined)
      void attach(live, orderId).then((isRefused) => isRefused && setRefusedOrder(orderId))
    const answer = await say(sent, conversation)
    if ('problem' in answer) return answer.problem
    add(answer.value)
    return undefined
  }

  async function send(about: OrderOnPage | undefined): Promise<void> {
    const next = withId(draft, () => crypto.randomUUID())
    if (!next || isRunning.current) return
    isRunning.current = true
    setIsSending(true)
    setRefusedOrder(undefined)
    change(() => next)
    const failure = await deliver(next, about?.orderId)
    isRunning.current = false
    setIsSending(false)
    setProblem(failure)
    const { clientMsgId } = next.sent
    if (!failure) change((before) => afterArrival(before, clientMsgId))
    // the id is another message's: of before this conversation was that of an account
    else if (failure.code === 'already_exists') change(({ text, email }) => ({ text, email }))
  }

  const arrived = messages.some((one) => one.clientMsgId === draft.sent?.clientMsgId)
  const sentId = draft.sent?.clientMsgId
  useEffect(() => {
    // its answer was lost, and the stream brings it
    if (!arrived || sentId === undefined) return
    change((before) => afterArrival(before, sentId))
    setProblem(undefined)
  }, [arrived, sentId, change])
  return { draft, change, problem, refusedOrder, isSending, send, ...useTyping(conversation) }
}

export type Sending = ReturnType<typeof useSending>

/** Tells the other side that one types. */
function useTyping(conversation: Conversation | undefined) {
  const told = useRef(0)
  const path = conversation && conversation.status !== 'closed' ? pathOf(conversation) : undefined
  const tellTyping = useCallback(() => {
    if (path === undefined || Date.now() - told.current < tellTypingMs) return
    told.current = Date.now()
    void ask(`POST ${path}/typing`)
  }, [path])
  return { tellTyping }
}
