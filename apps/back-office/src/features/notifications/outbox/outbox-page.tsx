import type { listNotifications } from '@comptoir/contracts/notifications/routes'
import type { Notification } from '@comptoir/contracts/notifications/schemas'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useApi, useLocale, useMessages } from '../../../office.tsx'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { FilterBar } from '../../../ui/data-list/filter-bar.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { ListViews } from '../../../ui/data-list/list-views.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { NotificationSections } from '../notification-sections.tsx'
import { useNotificationTexts } from '../notification-texts.ts'
import { outboxColumns, usualColumns } from './outbox-columns.tsx'
import {
  channels,
  type OutboxSearch,
  outboxQuery,
  readOutboxSearch,
  statuses,
} from './outbox-search.ts'

const route = getRouteApi('/notifications/outbox')

/** What the shop wrote to people, and the message that is open on top of it. */
export function OutboxPage() {
  return <ListStack>{(isOn) => <Outbox isOn={isOn} />}</ListStack>
}

function Outbox({ isOn }: { readonly isOn: boolean }) {
  const { call } = useApi()
  const texts = useNotificationTexts()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const query = outboxQuery(search)
  const found = usePages<Notification>(
    ['notifications', 'ListNotifications', query],
    (page, signal) =>
      call<typeof listNotifications>('GET /api/notifications', {
        ...{ query: { ...query, ...page }, signal },
      }),
  )
  const columns = useMemo(() => outboxColumns(texts, locale), [texts, locale])
  const go = (next: OutboxSearch) =>
    void navigate({ to: '/notifications/outbox', search: given(next) })
  return (
    <DataList<Notification>
      title={texts.sections.outbox}
      name="notifications"
      columns={columns}
      usual={usualColumns}
      rowId={({ notificationId }) => notificationId}
      rowName={({ template, address }) => `${texts.templateNames[template]}, ${address}`}
      found={found}
      search={search}
      onSearch={(change) => go({ ...search, ...change, view: undefined })}
      onOpen={({ notificationId }) =>
        void navigate({
          to: '/notifications/outbox/$notificationId',
          params: { notificationId },
          search: true,
        })
      }
      isOn={isOn}
      views={
        <>
          <NotificationSections />
          <OutboxViews search={search} go={go} />
        </>
      }
      filters={<OutboxFilters search={search} go={go} />}
    />
  )
}

type FilterProps = {
  readonly search: OutboxSearch
  readonly go: (next: OutboxSearch) => void
}

/** What failed is what one looks for. */
function OutboxViews({ search, go }: FilterProps) {
  const { statuses: ofStatus } = useNotificationTexts()
  const { list } = useMessages()
  const presets = [
    { text: list.everything, filter: {} },
    ...failed.map((status) => ({ text: ofStatus[status], filter: { status } })),
  ]
  return (
    <ListViews<OutboxSearch>
      list="notifications"
      usual={usualColumns}
      read={readOutboxSearch}
      {...{ search, go, presets }}
    />
  )
}

const failed = ['bounced', 'dead'] as const

function OutboxFilters({ search, go }: FilterProps) {
  const { outbox, statuses: ofStatus, channels: ofChannel, templateNames } = useNotificationTexts()
  const { filters } = outbox
  const { columns, density } = search
  return (
    <FilterBar
      fields={[
        {
          ...{ name: 'status', label: filters.status },
          choices: statuses.map((value) => ({ value, label: ofStatus[value] })),
        },
        {
          ...{ name: 'channel', label: filters.channel },
          choices: channels.map((value) => ({ value, label: ofChannel[value] })),
        },
        {
          ...{ name: 'template', label: filters.template },
          choices: Object.entries(templateNames).map(([value, label]) => ({ value, label })),
        },
        { name: 'orderId', label: filters.orderId },
        { name: 'userId', label: filters.userId },
        { name: 'recipient', label: filters.recipient },
      ]}
      values={outboxQuery(search)}
      onChange={(values) => go({ ...readOutboxSearch(values), ...given({ columns, density }) })}
    />
  )
}
