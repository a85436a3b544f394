import type { Conversation, ConversationMessage } from '@comptoir/contracts/support/schemas'
import { receivedUpTo } from '@comptoir/site/conversation-log'
import { formatDate } from '@comptoir/site/dates'
import { type ReactNode, useEffect, useRef } from 'react'
import { chatMessages } from '../../../messages/contact/chat.ts'
import type { Locale } from '../../../messages/messages.ts'
import { type Other, pathOf } from '../use-conversation.ts'
import styles from './message-log.module.css'

type MessageLogProps = {
  readonly locale: Locale
  readonly conversation: Conversation | undefined
  readonly messages: readonly ConversationMessage[]
  readonly typist: Other['typist']
  /** What stands before the first message. */
  readonly before: ReactNode
  /** What stands below the last one: it is no message. */
  readonly children: ReactNode
}

/** All that was said. What comes is read aloud; what was there before is not. */
export function MessageLog(props: MessageLogProps) {
  const { locale, conversation, messages, typist, before, children } = props
  const m = chatMessages(locale)
  const box = useRef<HTMLElement>(null)
  const isRead = useRef(false)
  if (!conversation || receivedUpTo(messages) >= conversation.lastSeq) isRead.current = true
  const last = messages.at(-1)
  useEffect(() => {
    const log = box.current
    if (!log || last === undefined) return
    const isNear = log.scrollHeight - log.scrollTop - log.clientHeight < 240
    if (isNear || last.author === 'customer') log.scrollTop = log.scrollHeight
  }, [last])
  const status = conversation?.status
  useEffect(() => {
    // how it went is asked below the last message
    const log = box.current
    if (log && (status === 'resolved' || status === 'closed')) log.scrollTop = log.scrollHeight
  }, [status])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section ref={box} tabIndex={0} aria-label={m.log} className={styles.scroll}>
      {before}
      <div
        role="log"
        aria-label={m.log}
        aria-live={isRead.current ? 'polite' : 'off'}
        className={styles.log}
      >
        {messages.map((message) => (
          <Message key={message.seq} {...{ locale, message, conversation }} />
        ))}
        {last?.author === 'customer' && last.seq <= (conversation?.read.agent ?? 0) && (
          <p className={styles.read}>{m.read}</p>
        )}
        {typist && <p className={styles.typing}>{m.typing(typist.name)}</p>}
      </div>
      {children}
    </section>
  )
}

type MessageProps = {
  readonly locale: Locale
  readonly message: ConversationMessage
  readonly conversation: Conversation | undefined
}

function Message({ locale, message, conversation }: MessageProps) {
  const m = chatMessages(locale)
  const { author, agentName, body, images, createdAt } = message
  const isOwn = author === 'customer'
  return (
    <div className={isOwn ? styles.own : styles.theirs}>
      <p className={styles.by}>
        <span className={isOwn ? 'hidden' : undefined}>
          {isOwn ? m.you : (agentName ?? m.shop)}
        </span>{' '}
        <time dateTime={createdAt}>{formatDate(createdAt, 'time', locale)}</time>
      </p>
      <p className={styles.body}>{body}</p>
      {conversation &&
        images.map(({ imageId, width, height }) => (
          <a
            key={imageId}
            href={`${pathOf(conversation)}/images/${imageId}`}
            target="_blank"
            rel="noopener"
          >
            {/* biome-ignore lint/performance/noImgElement: it has one size only */}
            <img
              src={`${pathOf(conversation)}/images/${imageId}`}
              alt={m.picture}
              {...{ width, height }}
              loading="lazy"
            />
          </a>
        ))}
    </div>
  )
}
