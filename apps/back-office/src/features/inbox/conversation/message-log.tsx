import type { ConversationMessage, StaffConversation } from '@comptoir/contracts/support/schemas'
import { formatDate } from '@comptoir/site/dates'
import { useEffect, useRef } from 'react'
import { useLocale } from '../../../office.tsx'
import { useInboxTexts } from '../inbox-texts.ts'
import classes from './conversation.module.css'
import { Picture } from './picture.tsx'

type Props = {
  readonly conversation: StaffConversation
  readonly messages: readonly ConversationMessage[]
  /** What was said before is not read aloud, what comes is. */
  readonly isRead: boolean
}

/** All that was said; it stays at its end as long as nobody scrolled up. */
export function MessageLog({ conversation, messages, isRead }: Props) {
  const texts = useInboxTexts()
  const box = useRef<HTMLElement>(null)
  const last = messages.at(-1)
  const wasShown = useRef(false)
  useEffect(() => {
    const log = box.current
    if (!log || last === undefined) return
    const isNear = log.scrollHeight - log.scrollTop - log.clientHeight < 240
    if (isNear || !wasShown.current || last.author === 'agent') log.scrollTop = log.scrollHeight
    wasShown.current = true
  }, [last])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section ref={box} tabIndex={0} aria-label={texts.log} className={classes['log']}>
      <div role="log" aria-label={texts.log} aria-live={isRead ? 'polite' : 'off'}>
        {messages.map((message) => (
          <Message key={message.seq} message={message} conversation={conversation} />
        ))}
      </div>
      {last?.author === 'agent' && last.seq <= conversation.read.customer ? (
        <p className={classes['hint']}>{texts.read}</p>
      ) : null}
    </section>
  )
}

type MessageProps = {
  readonly message: ConversationMessage
  readonly conversation: StaffConversation
}

function Message({ message, conversation }: MessageProps) {
  const texts = useInboxTexts()
  const locale = useLocale()
  const { author, agentName, body, images, createdAt } = message
  const isOwn = author === 'agent'
  return (
    <div className={classes['message']} data-own={isOwn || undefined}>
      <p className={classes['by']}>
        {isOwn ? (agentName ?? texts.you) : texts.customer}{' '}
        <time dateTime={createdAt}>{formatDate(createdAt, 'moment', locale)}</time>
      </p>
      <p lang={conversation.locale}>{body}</p>
      {images.map(({ imageId }) => (
        <Picture key={imageId} conversationId={conversation.conversationId} imageId={imageId} />
      ))}
    </div>
  )
}
