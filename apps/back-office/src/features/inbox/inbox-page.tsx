import type { StaffConversation } from '@comptoir/contracts/support/schemas'
import { Switch } from '@mantine/core'
import { getRouteApi, Link, Outlet, useChildMatches, useParams } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useKept } from '../../office.tsx'
import { usePermissions } from '../../session/use-permissions.ts'
import listClasses from '../../ui/data-list/data-list.module.css'
import { given } from '../../ui/data-list/list-search.ts'
import { LiveDot } from '../../ui/live/live-dot.tsx'
import { AgentName } from './agent-name.tsx'
import { ConversationList, whoWrites } from './conversation-list.tsx'
import classes from './inbox.module.css'
import { type InboxSearch, inboxViews } from './inbox-search.ts'
import { useInboxTexts } from './inbox-texts.ts'
import { playSound, soundChoice } from './sound.ts'
import { useLiveInbox } from './use-inbox.ts'

const route = getRouteApi('/inbox')

/** The conversations with customers on the left, the one that is open beside them; all of it live. */
export function InboxPage() {
  const texts = useInboxTexts()
  const isOpen = useChildMatches({ select: (matches) => matches.length > 0 })
  const [news, setNews] = useState('')
  const isLive = useLiveInbox((conversation) => {
    setNews(texts.newMessage(newsOf(conversation, texts)))
    if (soundChoice.get() === 'on') playSound()
  })
  // what is open has the heading of the page
  const Title = isOpen ? 'p' : 'h1'
  return (
    <div className={classes['inbox']} data-open={isOpen || undefined}>
      <section className={classes['side']} aria-label={texts.list}>
        <div className={classes['head']}>
          <Title className={classes['title']}>{texts.title}</Title>
          <LiveDot isLive={isLive} />
        </div>
        <Views />
        <ConversationList />
        <Tools />
      </section>
      <div className={classes['open']}>
        {isOpen ? <Outlet /> : <p className={classes['state']}>{texts.choose}</p>}
      </div>
      <p className="unseen" role="status">
        {news}
      </p>
    </div>
  )
}

const newsOf = (conversation: StaffConversation, texts: ReturnType<typeof useInboxTexts>) =>
  [whoWrites(conversation, texts), conversation.lastMessage?.body].filter(Boolean).join(', ')

/** Which conversations are listed; the one that is open stays so. */
function Views() {
  const texts = useInboxTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { conversationId } = useParams({ strict: false })
  const shown = search.view ?? 'queue'
  function go(next: InboxSearch): void {
    const asked = given(next)
    if (conversationId === undefined) void navigate({ to: '/inbox', search: asked })
    else void navigate({ to: '/inbox/$conversationId', params: { conversationId }, search: asked })
  }
  return (
    <div className={listClasses['views']}>
      {inboxViews.map((view) => (
        <button
          key={view}
          type="button"
          className={listClasses['view']}
          aria-pressed={view === shown && search.customer === undefined}
          onClick={() => go({ view })}
        >
          {texts.views[view]}
        </button>
      ))}
      {search.customer === undefined ? null : (
        <button
          type="button"
          className={listClasses['chip']}
          onClick={() => go({ ...search, customer: undefined })}
        >
          {texts.ofCustomer(search.customer)}
          <X size={14} aria-hidden />
        </button>
      )}
    </div>
  )
}

function Tools() {
  const texts = useInboxTexts()
  const { may } = usePermissions()
  const sound = useKept(soundChoice)
  return (
    <div className={classes['tools']}>
      {may('conversations.write') ? <AgentName /> : null}
      <Switch
        label={texts.sound}
        checked={sound === 'on'}
        onChange={({ currentTarget }) => {
          soundChoice.set(currentTarget.checked ? 'on' : 'off')
          if (currentTarget.checked) playSound()
        }}
      />
      <Link to="/inbox/replies" search={true}>
        {texts.replies}
      </Link>
    </div>
  )
}
