import type { StaffConversation } from '@comptoir/contracts/support/schemas'
import { formatDate } from '@comptoir/site/dates'
import { Button, Skeleton } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { useLocale, useMessages } from '../../office.tsx'
import { rowAfter } from '../../ui/data-list/table/list-keys.ts'
import { useListActions } from '../../ui/data-list/table/use-list-keys.ts'
import { problemIn } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { StaleNote } from '../../ui/stale-note.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { statusTones } from './conversation-tones.ts'
import classes from './inbox.module.css'
import { useInboxTexts } from './inbox-texts.ts'
import { useConversations } from './use-inbox.ts'

const route = getRouteApi('/inbox')
type Texts = ReturnType<typeof useInboxTexts>

/** Who writes, as far as the list knows: a subject says more than nothing. */
export function whoWrites(
  { guest, subject }: StaffConversation,
  { guest: aGuest, customer }: Pick<Texts, 'guest' | 'customer'>,
): string {
  const name = guest ? (guest.name ?? guest.email ?? aGuest) : customer
  return subject === undefined ? name : `${name} · ${subject}`
}

/** The conversations of the view, with their last word. */
export function ConversationList() {
  const { list } = useInboxTexts()
  const asked = useConversations(route.useSearch())
  return (
    <nav className={classes['list']} aria-label={list}>
      {asked.isPending ? <Loading /> : null}
      {asked.isError && !asked.data ? (
        <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
      ) : null}
      {asked.isError && asked.data ? <StaleNote readAt={asked.dataUpdatedAt} /> : null}
      {asked.data ? <Items asked={asked} /> : null}
    </nav>
  )
}

function Items({ asked }: { readonly asked: ReturnType<typeof useConversations> }) {
  const texts = useInboxTexts()
  const { list } = useMessages()
  const { view = 'queue', customer } = route.useSearch()
  const links = useConversationKeys()
  const items = asked.data?.pages.flatMap((page) => page.items) ?? []
  const empties = { queue: texts.emptyQueue, mine: texts.emptyMine, all: texts.emptyAll }
  if (items.length === 0) {
    const shown = customer === undefined ? view : 'all'
    return <p className={classes['state']}>{empties[shown]}</p>
  }
  return (
    <>
      <ul ref={links}>
        {items.map((conversation) => (
          <li key={conversation.conversationId}>
            <Item conversation={conversation} />
          </li>
        ))}
      </ul>
      {asked.hasNextPage ? (
        <p className={classes['state']}>
          <Button
            size="xs"
            variant="default"
            loading={asked.isFetchingNextPage}
            onClick={() => void asked.fetchNextPage()}
          >
            {list.more}
          </Button>
        </p>
      ) : null}
    </>
  )
}

/** Keys go from one conversation to the next by the focus: a list that changes below somebody keeps where they are. */
function useConversationKeys() {
  const list = useRef<HTMLUListElement>(null)
  function move(step: 1 | -1): void {
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const { activeElement } = document
    const focused = activeElement instanceof HTMLAnchorElement ? links.indexOf(activeElement) : -1
    const open = links.findIndex((link) => link.ariaCurrent === 'page')
    links[rowAfter(focused >= 0 ? focused : open, step, links.length)]?.focus()
  }
  useListActions(true, { next: () => move(1), previous: () => move(-1) }, list)
  return list
}

function Item({ conversation }: { readonly conversation: StaffConversation }) {
  const texts = useInboxTexts()
  const locale = useLocale()
  const { conversationId, status, unread, lastMessage, lastMessageAt } = conversation
  return (
    <Link
      to="/inbox/$conversationId"
      params={{ conversationId }}
      search={true}
      className={classes['item']}
      data-unread={unread > 0 || undefined}
    >
      <span className={classes['who']}>{whoWrites(conversation, texts)}</span>
      <time className={classes['time']} dateTime={lastMessageAt}>
        {formatDate(lastMessageAt, 'moment', locale)}
      </time>
      <span className={classes['snippet']}>{lastMessage?.body}</span>
      {unread > 0 ? (
        <span className={classes['count']}>
          <span aria-hidden>{unread}</span>
          <span className="unseen">{texts.unread(unread)}</span>
        </span>
      ) : (
        <span />
      )}
      <span>
        <StatusBadge text={texts.statuses[status]} tone={statusTones[status]} />
      </span>
    </Link>
  )
}

function Loading() {
  return (
    <div className={`late ${classes['state']}`} aria-busy>
      <Skeleton height={56} mb="sm" />
      <Skeleton height={56} mb="sm" />
      <Skeleton height={56} />
    </div>
  )
}
