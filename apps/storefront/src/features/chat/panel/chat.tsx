import type { Conversation } from '@comptoir/contracts/support/schemas'
import { receivedUpTo } from '@comptoir/site/conversation-log'
import { useEffect, useState } from 'react'
import { chatMessages } from '../../../messages/contact/chat.ts'
import type { Locale } from '../../../messages/messages.ts'
import { ask } from '../../../visitor/ask.ts'
import { canRate, unreadAnswer } from '../chat-log.ts'
import { noteChat } from '../chat-note.ts'
import { type Live, pathOf, useConversation } from '../use-conversation.ts'
import type { Overview } from '../use-overview.ts'
import { useSending } from '../use-sending.ts'
import styles from './chat-panel.module.css'
import { Composer } from './composer.tsx'
import { MessageLog } from './message-log.tsx'
import { RatingForm } from './rating-form.tsx'

type ChatProps = {
  readonly locale: Locale
  readonly view: Overview
  readonly onGone: () => void
}

/** The conversation that the visitor has, or the beginning of one. */
export function Chat({ locale, view, onGone }: ChatProps) {
  const m = chatMessages(locale)
  const live = useConversation(view.conversation ?? undefined, onGone)
  const sending = useSending(live, locale)
  const { conversation, messages } = live
  const isClosed = conversation?.status === 'closed'
  useEffect(() => noteChat(conversation !== undefined && !isClosed), [conversation, isClosed])
  useReading(live)
  return (
    <>
      <Status {...{ locale, view, live }} />
      <MessageLog
        {...{ locale, conversation, messages }}
        typist={live.other.typist}
        before={
          !conversation && <p className={styles.hello}>{view.online ? m.hello : m.helloAway}</p>
        }
      >
        {conversation && <Ending {...{ locale, live, conversation }} />}
      </MessageLog>
      <div className={styles.foot}>
        {isClosed ? (
          <button type="button" className={styles.end} onClick={() => live.begin()}>
            {m.startNew}
          </button>
        ) : (
          <Composer {...{ locale, view, conversation, sending }} />
        )}
        {conversation && !isClosed && <End {...{ locale, live }} />}
      </div>
    </>
  )
}

type EndingProps = {
  readonly locale: Locale
  readonly live: Live
  readonly conversation: Conversation
}

/** How it ended, below what was said: and how it went. */
function Ending({ locale, live, conversation }: EndingProps) {
  const m = chatMessages(locale)
  const { status, rating } = conversation
  return (
    <>
      {status === 'resolved' && <p className={styles.hint}>{m.isResolved}</p>}
      {status === 'closed' && <p className={styles.hint}>{m.isClosed}</p>}
      {rating && <p className={styles.hint}>{m.thanks}</p>}
      {canRate(conversation, live.messages) && (
        <RatingForm {...{ locale, conversation }} onRated={live.update} />
      )}
    </>
  )
}

type StatusProps = { readonly locale: Locale; readonly view: Overview; readonly live: Live }

/** Whether somebody is there, and how soon an answer comes: a dot that tells the truth. */
function Status({ locale, view, live }: StatusProps) {
  const m = chatMessages(locale)
  const { conversation, isLive, other } = live
  const isThere = view.online || other.isHere
  const agentName = conversation?.agentName
  const waits = isThere ? m.online : m.away
  const text = isThere && agentName !== undefined ? m.hasIt(agentName) : waits
  return (
    <p className={isThere ? styles.here : styles.away}>
      {conversation && !isLive && conversation.status !== 'closed' ? m.reconnecting : text}
    </p>
  )
}

function End({ locale, live }: Omit<StatusProps, 'view'>) {
  const [isEnding, setIsEnding] = useState(false)
  const { conversation, update } = live
  if (!conversation) return null
  async function end(): Promise<void> {
    if (!conversation) return
    setIsEnding(true)
    const answer = await ask<typeof conversation>(`POST ${pathOf(conversation)}/close`)
    setIsEnding(false)
    if ('value' in answer) update(answer.value)
  }
  return (
    <button type="button" className={styles.end} disabled={isEnding} onClick={() => void end()}>
      {chatMessages(locale).end}
    </button>
  )
}

/** Tells the shop how far one has read, while one looks. */
function useReading({ conversation, messages, update }: Live): void {
  const isSeen = useIsSeen()
  const unread = conversation && unreadAnswer(messages, conversation)
  const path = conversation && pathOf(conversation)
  const upTo = receivedUpTo(messages)
  useEffect(() => {
    if (!isSeen || unread === undefined || unread > upTo || path === undefined) return
    void ask<NonNullable<typeof conversation>>(`POST ${path}/read`, { body: { seq: upTo } }).then(
      (answer) => 'value' in answer && update(answer.value),
    )
  }, [isSeen, unread, upTo, path, update])
}

function useIsSeen(): boolean {
  const [isSeen, setIsSeen] = useState(!document.hidden)
  useEffect(() => {
    const look = () => setIsSeen(!document.hidden)
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return isSeen
}
