import type { StaffConversation } from '@comptoir/contracts/support/schemas'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { usePermissions } from '../../../session/use-permissions.ts'
import { Asked } from '../../../ui/asked.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { takeFocus } from '../../../ui/detail/take-focus.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { whoWrites } from '../conversation-list.tsx'
import { statusTones } from '../conversation-tones.ts'
import { useInboxTexts } from '../inbox-texts.ts'
import { Beside } from './beside.tsx'
import { Composer } from './composer.tsx'
import classes from './conversation.module.css'
import { Handling } from './handling.tsx'
import { MessageLog } from './message-log.tsx'
import { Notes } from './notes.tsx'
import { useConversation, useMessageLog, useReading } from './use-conversation.ts'

const route = getRouteApi('/inbox/$conversationId')

/** A conversation: what was said, the answer to it, and who it is with. */
export function ConversationPage() {
  const { conversationId } = route.useParams()
  return <OpenConversation key={conversationId} conversationId={conversationId} />
}

function OpenConversation({ conversationId }: { readonly conversationId: string }) {
  const texts = useInboxTexts()
  const asked = useConversation(conversationId)
  return (
    <article className={classes['conversation']}>
      <div className={classes['back']}>
        <BackLink to="/inbox" text={texts.back} />
      </div>
      <Asked asked={asked}>{(conversation) => <Talk conversation={conversation} />}</Asked>
    </article>
  )
}

type Props = { readonly conversation: StaffConversation }

function Talk({ conversation }: Props) {
  const texts = useInboxTexts()
  const { may } = usePermissions()
  const log = useMessageLog(conversation.conversationId)
  const messages = log.data ?? []
  useReading(conversation, messages)
  const answer = useRef<HTMLTextAreaElement>(null)
  return (
    <>
      <Header conversation={conversation} onTaken={() => answer.current?.focus()} />
      <div className={classes['columns']}>
        <div className={classes['talk']}>
          {log.isError ? (
            <ProblemNote problem={problemIn(log.error)} retry={() => void log.refetch()} />
          ) : null}
          <MessageLog conversation={conversation} messages={messages} isRead={log.isSuccess} />
          <Composer field={answer} conversation={conversation} messages={messages} />
        </div>
        <aside className={classes['beside']} aria-label={texts.about}>
          <Beside conversation={conversation} />
          {may('conversations.read') ? (
            <Notes conversationId={conversation.conversationId} />
          ) : null}
        </aside>
      </div>
    </>
  )
}

type HeaderProps = Props & { readonly onTaken: () => void }

function Header({ conversation, onTaken }: HeaderProps) {
  const texts = useInboxTexts()
  const { status, agentName, rating } = conversation
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => takeFocus(heading.current), [])
  return (
    <header className={classes['head']}>
      <h1 ref={heading} tabIndex={-1}>
        {whoWrites(conversation, texts)}
      </h1>
      <StatusBadge text={texts.statuses[status]} tone={statusTones[status]} />
      {agentName === undefined ? null : (
        <span className={classes['hint']}>{texts.withAgent(agentName)}</span>
      )}
      {rating ? (
        <span className={classes['hint']}>
          {texts.rating(rating.score)} {rating.comment ? <q>{rating.comment}</q> : null}
        </span>
      ) : null}
      <Handling conversation={conversation} onTaken={onTaken} />
    </header>
  )
}
