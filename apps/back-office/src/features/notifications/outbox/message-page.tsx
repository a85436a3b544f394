import type { readNotification, resendNotification } from '@comptoir/contracts/notifications/routes'
import type { AnswerOf } from '@comptoir/contracts/platform/operation-types'
import { formatDate } from '@comptoir/site/dates'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import detail from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { notificationTones } from '../../../ui/notifications/notification-tones.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useToast } from '../../../ui/toast/use-toast.ts'
import { MailFrame } from '../mail-frame.tsx'
import { useNotificationTexts } from '../notification-texts.ts'
import { OrderLink } from './outbox-columns.tsx'

const route = getRouteApi('/notifications/outbox/$notificationId')
const keyOf = (notificationId: string) => ['notifications', 'GetNotification', notificationId]

/** A message: what became of it, and what it says. */
export function MessagePage() {
  const { notificationId } = route.useParams()
  const { call } = useApi()
  const texts = useNotificationTexts()
  const asked = useQuery({
    queryKey: keyOf(notificationId),
    queryFn: ({ signal }) =>
      call<typeof readNotification>('GET /api/notifications/{notificationId}', {
        ...{ params: { notificationId }, signal },
      }),
  })
  return (
    <DetailPage
      key={notificationId}
      asked={asked}
      back={<BackLink to="/notifications/outbox" text={texts.outbox.back} />}
      title={({ template }) => texts.templateNames[template]}
      head={({ status }) => (
        <StatusBadge text={texts.statuses[status]} tone={notificationTones[status]} />
      )}
    >
      {(message) => (
        <>
          <Resend message={message} />
          <MessageFacts message={message} />
          <Content message={message} />
        </>
      )}
    </DetailPage>
  )
}

type Props = { readonly message: AnswerOf<typeof readNotification> }

function MessageFacts({ message }: Props) {
  const { outbox: texts, channels } = useNotificationTexts()
  const locale = useLocale()
  const timeOf = (at: string | undefined) => at && formatDate(at, 'moment', locale)
  const { columns } = texts
  const { orderId, templateVersion } = message
  return (
    <Facts
      rows={[
        [columns.address, message.address],
        [columns.channel, channels[message.channel]],
        [columns.reason, message.reason],
        [columns.createdAt, timeOf(message.createdAt)],
        [texts.due, timeOf(message.dueAt)],
        [texts.sent, timeOf(message.sentAt)],
        [texts.delivered, timeOf(message.deliveredAt)],
        [columns.attempts, String(message.attempts)],
        [columns.template, `${message.template}, ${texts.version(templateVersion)}`],
        [
          columns.orderId,
          orderId === undefined ? undefined : <OrderLink key="order" orderId={orderId} />,
        ],
        [texts.customer, message.userId],
        [texts.provider, message.providerRef],
      ]}
    />
  )
}

function Content({ message: { content, locale } }: Props) {
  const { outbox: texts } = useNotificationTexts()
  const { subject, text, html } = content
  return (
    <section className={detail['block']}>
      <h2>{texts.subject}</h2>
      <p lang={locale}>{subject}</p>
      {html === undefined ? null : (
        <>
          <h2>{texts.mail}</h2>
          <MailFrame title={texts.mail} html={html} />
        </>
      )}
      <h2>{texts.text}</h2>
      <p lang={locale} className={detail['words']}>
        {text}
      </p>
    </section>
  )
}

function Resend({ message }: Props) {
  const { call } = useApi()
  const { outbox: texts } = useNotificationTexts()
  const { may } = usePermissions()
  const queries = useQueryClient()
  const toast = useToast()
  const { notificationId, address, status } = message
  // one that waits, or is on its way, leaves without that
  if (!may('notifications.write') || status === 'queued' || status === 'sending') return null
  async function resend(): Promise<void> {
    const params = { notificationId }
    const queued = await call<typeof resendNotification>(
      'POST /api/notifications/{notificationId}/resend',
      { params },
    )
    queries.setQueryData<Props['message']>(keyOf(notificationId), (known) =>
      known ? { ...known, ...queued } : undefined,
    )
    void queries.invalidateQueries({ queryKey: ['notifications', 'ListNotifications'] })
    toast(texts.resent)
  }
  return (
    <div className={detail['actions']}>
      <DangerAction
        action={texts.resend}
        effect={texts.resendEffect(address)}
        request={`resend/${notificationId}`}
        run={resend}
        asksWhy={false}
      />
    </div>
  )
}
