import { ChatLink } from '../../../../../features/chat/chat-link.client.tsx'
import { notIndexed } from '../../../../../features/frame/not-indexed.ts'
import styles from '../../../../../features/session/forms.module.css'
import { chatMessages } from '../../../../../messages/contact/chat.ts'
import { localeOf } from '../../../../../messages/messages.ts'

type PageProps = {
  readonly params: Promise<{ readonly locale: string; readonly conversationId: string }>
}

export const generateMetadata = notIndexed((locale) => chatMessages(locale).page.title)

/** Where a mail of support leads. */
export default async function SupportPage({ params }: PageProps) {
  const { locale: given, conversationId } = await params
  const locale = localeOf(given) ?? 'fr'
  return (
    <div className={styles.page}>
      <h1>{chatMessages(locale).page.title}</h1>
      <ChatLink {...{ locale, conversationId }} />
    </div>
  )
}
