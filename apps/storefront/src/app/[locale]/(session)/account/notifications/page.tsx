import { notIndexed } from '../../../../../features/frame/not-indexed.ts'
import { Inbox } from '../../../../../features/inbox/inbox.client.tsx'
import { PushSwitch } from '../../../../../features/inbox/push-switch.client.tsx'
import { inboxMessages } from '../../../../../messages/contact/inbox.ts'
import { localeOf } from '../../../../../messages/messages.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export const generateMetadata = notIndexed((locale) => inboxMessages(locale).title)

export default async function NotificationsPage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  const m = inboxMessages(locale)
  return (
    <>
      <h1>{m.title}</h1>
      <p>{m.intro}</p>
      <Inbox locale={locale} />
      <PushSwitch locale={locale} />
    </>
  )
}
