import type { Notification } from '@comptoir/contracts/notifications/schemas'
import { formatDate } from '@comptoir/site/dates'
import { Link } from '@tanstack/react-router'
import type { Locale } from '../../../messages/messages.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { notificationTones } from '../../../ui/notifications/notification-tones.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import type { useNotificationTexts } from '../notification-texts.ts'

/** The columns that are shown when nobody chose. */
export const usualColumns = [
  ...['template', 'createdAt', 'channel', 'status', 'address', 'reason'],
] as const

type Texts = ReturnType<typeof useNotificationTexts>

/** The columns of the outbox. */
export function outboxColumns(texts: Texts, locale: Locale): Column<Notification>[] {
  const { columns } = texts.outbox
  const nameOf = ({ template }: Notification) => texts.templateNames[template]
  const channelOf = ({ channel }: Notification) => texts.channels[channel]
  const addressOf = ({ address }: Notification) => address
  const reasonOf = ({ reason }: Notification) => reason ?? ''
  return [
    {
      ...{ id: 'template', header: columns.template, text: nameOf },
      cell: (message) => (
        <Link
          to="/notifications/outbox/$notificationId"
          params={{ notificationId: message.notificationId }}
          search={true}
        >
          {nameOf(message)}
        </Link>
      ),
    },
    {
      ...{ id: 'createdAt', header: columns.createdAt, text: ({ createdAt }) => createdAt },
      cell: ({ createdAt }) => (
        <time dateTime={createdAt}>{formatDate(createdAt, 'moment', locale)}</time>
      ),
    },
    { id: 'channel', header: columns.channel, text: channelOf, cell: channelOf },
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => texts.statuses[status] },
      cell: ({ status }) => (
        <StatusBadge text={texts.statuses[status]} tone={notificationTones[status]} />
      ),
    },
    { id: 'address', header: columns.address, text: addressOf, cell: addressOf },
    {
      ...{ id: 'orderId', header: columns.orderId, text: ({ orderId }) => orderId ?? '' },
      cell: ({ orderId }) => (orderId === undefined ? '' : <OrderLink orderId={orderId} />),
    },
    {
      ...{ id: 'attempts', header: columns.attempts, isAmount: true },
      cell: ({ attempts }) => attempts,
      text: ({ attempts }) => String(attempts),
    },
    { id: 'reason', header: columns.reason, text: reasonOf, cell: reasonOf },
  ]
}

/** The order that a message is about. */
export const OrderLink = ({ orderId }: { readonly orderId: string }) => (
  <Link to="/orders/$orderId/$tab" params={{ orderId, tab: 'summary' }}>
    {orderId}
  </Link>
)
