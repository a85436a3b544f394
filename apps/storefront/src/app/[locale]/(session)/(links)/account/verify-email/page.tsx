import { notIndexed } from '../../../../../../features/frame/not-indexed.ts'
import styles from '../../../../../../features/session/forms.module.css'
import { VerifyEmail } from '../../../../../../features/session/verify-email.client.tsx'
import { localeOf } from '../../../../../../messages/messages.ts'
import { sessionMessages } from '../../../../../../messages/session.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export const generateMetadata = notIndexed((locale) => sessionMessages(locale).verifyTitle)

export default async function VerifyEmailPage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  const m = sessionMessages(locale)
  return (
    <div className={styles.page}>
      <h1>{m.verifyTitle}</h1>
      <VerifyEmail locale={locale} />
    </div>
  )
}
