import { lookUp } from '@comptoir/contracts/look-up'
import type {
  listNotifications,
  resendNotification,
} from '@comptoir/contracts/notifications/routes'
import type { Notification } from '@comptoir/contracts/notifications/schemas'
import { formatDate } from '@comptoir/site/dates'
import { Group } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { orderMailsEn, orderMailsFr } from '../../../messages/orders/notifications.ts'
import { useApi, useLocale, useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { ActionButton } from '../../../ui/actions/action-button.tsx'
import { notificationTones } from '../../../ui/notifications/notification-tones.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Wide } from '../../../ui/wide.tsx'
import classes from '../order/order.module.css'
import { orderKey } from '../order/use-order.ts'
import { ReadMessage } from './read-message.tsx'

const words = { fr: orderMailsFr, en: orderMailsEn }

type Props = { readonly orderId: string }

/** What the shop wrote to the customer of an order, what became of it, and the way to send it again. */
export function MessagesTab({ orderId }: Props) {
  const { call } = useApi()
  const texts = useWords(words)
  const asked = useQuery({
    queryKey: [...orderKey(orderId), 'notifications'],
    queryFn: ({ signal }) =>
      call<typeof listNotifications>('GET /api/notifications', {
        ...{ query: { orderId, limit: 100 }, signal },
      }),
  })
  if (asked.isError && !asked.data) {
    return <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
  }
  if (!asked.data) return null
  if (asked.data.items.length === 0) return <p>{texts.none}</p>
  const { columns } = texts
  return (
    <Wide label={columns.what}>
      <table className={classes['table']}>
        <caption className="unseen">{columns.what}</caption>
        <thead>
          <tr>
            {Object.entries(columns).map(([name, title]) => (
              <th key={name} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {asked.data.items.map((message) => (
            <Row key={message.notificationId} message={message} orderId={orderId} />
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

type RowProps = Props & { readonly message: Notification }

function Row({ message, orderId }: RowProps) {
  const { call } = useApi()
  const queries = useQueryClient()
  const texts = useWords(words)
  const locale = useLocale()
  const { may } = usePermissions()
  const { notificationId, template, channel, address, status, attempts, reason, createdAt } =
    message
  const name = lookUp(texts.templates, template) ?? template
  const sendAgain = () =>
    call<typeof resendNotification>('POST /api/notifications/{notificationId}/resend', {
      params: { notificationId },
    }).finally(
      () => void queries.invalidateQueries({ queryKey: [...orderKey(orderId), 'notifications'] }),
    )
  return (
    <tr>
      <td>
        <time dateTime={createdAt}>{formatDate(createdAt, 'moment', locale)}</time>
      </td>
      <td>{name}</td>
      <td>{texts.channels[channel]}</td>
      <td>{address}</td>
      <td>
        <StatusBadge text={texts.statuses[status]} tone={notificationTones[status]} />
        <span className={classes['hint']}>
          {attempts > 1 ? ` ${texts.attempts(attempts)}` : ''}
          {reason ? ` ${reason}` : ''}
        </span>
      </td>
      <td>
        <Group gap="xs">
          <ReadMessage notificationId={notificationId} name={name} texts={texts} />
          {may('notifications.write') && mayResend(message) ? (
            <ActionButton action={texts.again} run={sendAgain} done={texts.sent} />
          ) : null}
        </Group>
      </td>
    </tr>
  )
}

/** The inbox has its messages already, and what waits is sent anyway. */
const mayResend = ({ channel, status }: Notification): boolean =>
  channel !== 'in_app' && status !== 'queued' && status !== 'sending'
